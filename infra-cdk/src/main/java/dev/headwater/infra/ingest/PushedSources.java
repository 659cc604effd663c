package dev.headwater.infra.ingest;

import dev.headwater.infra.function.Surroundings;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddNetworkTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** An address to which encoders push by RTMP and SRT, and the secret their stream keys are made from. */
final class PushedSources extends Construct {
    private static final int KEY_LENGTH = 48;

    private final NetworkLoadBalancer balancer;
    private final Secret streamKeys;

    PushedSources(Construct scope, String id, Vpc network, FargateService workers, Surroundings surroundings) {
        super(scope, id);
        SecurityGroup open = SecurityGroup.Builder.create(this, "Open")
                .vpc(network)
                .description("Encoders, wherever they are: stream keys tell them apart")
                .build();
        open.addIngressRule(Peer.anyIpv4(), Port.tcp(Workers.RTMP), "RTMP");
        open.addIngressRule(Peer.anyIpv4(), Port.udp(Workers.SRT), "SRT");
        this.balancer = NetworkLoadBalancer.Builder.create(this, "Balancer")
                .vpc(network)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(true)
                .crossZoneEnabled(true)
                .securityGroups(List.of(open))
                .build();
        listen("Rtmp", Workers.RTMP, Protocol.TCP, software.amazon.awscdk.services.ecs.Protocol.TCP, workers);
        listen("Srt", Workers.SRT, Protocol.UDP, software.amazon.awscdk.services.ecs.Protocol.UDP, workers);
        this.streamKeys = Secret.Builder.create(this, "StreamKeys")
                .description("What the stream keys of pushed sources are made from")
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(KEY_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(surroundings.settings().ephemeral() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN)
                .build();
    }

    String host() {
        return balancer.getLoadBalancerDnsName();
    }

    Secret streamKeys() {
        return streamKeys;
    }

    private void listen(
            String id,
            int port,
            Protocol protocol,
            software.amazon.awscdk.services.ecs.Protocol ofContainer,
            FargateService workers) {
        workers.getConnections().allowFrom(balancer, port(protocol, port), id);
        balancer.addListener(
                        id,
                        BaseNetworkListenerProps.builder()
                                .port(port)
                                .protocol(protocol)
                                .build())
                .addTargets(
                        id,
                        AddNetworkTargetsProps.builder()
                                .port(port)
                                .protocol(protocol)
                                .targets(List.of(workers.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                                        .containerName("program")
                                        .containerPort(port)
                                        .protocol(ofContainer)
                                        .build())))
                                // UDP answers no question by itself: where RTMP listens, SRT does.
                                .healthCheck(HealthCheck.builder()
                                        .port(Integer.toString(Workers.RTMP))
                                        .build())
                                .build());
    }

    private static Port port(Protocol protocol, int number) {
        return protocol == Protocol.UDP ? Port.udp(number) : Port.tcp(number);
    }
}
