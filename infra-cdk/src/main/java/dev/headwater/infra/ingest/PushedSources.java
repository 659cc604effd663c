package dev.headwater.infra.ingest;

import dev.headwater.infra.PushPort;
import dev.headwater.infra.function.Surroundings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ec2.IPeer;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddNetworkTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseNetworkListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.NetworkLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.Protocol;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.constructs.Construct;

/**
 * Where encoders push channels to: one balancer, whose name stays, and behind it one worker that makes these channels and
 * keeps others from them, so that whoever pushes comes to who listens. Who may push, a channel's stream key or passphrase says.
 */
final class PushedSources extends Construct {
    private static final int HEALTH = 8081;

    private final NetworkLoadBalancer balancer;

    /** @param policy what a worker may */
    PushedSources(
            Construct scope,
            String id,
            Vpc network,
            Cluster cluster,
            ContainerImage image,
            Surroundings surroundings,
            IManagedPolicy policy) {
        super(scope, id);
        List<PushPort> ports = surroundings.settings().push();
        ProgramService program = new ProgramService(this, "Program", cluster, image, surroundings, shape(ports));
        program.role().addManagedPolicy(policy);
        SecurityGroup outside = outside(network, ports);
        this.balancer = NetworkLoadBalancer.Builder.create(this, "Balancer")
                .vpc(network)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(true)
                // The one worker is in one zone, and the balancer's addresses are in all.
                .crossZoneEnabled(true)
                .securityGroups(List.<ISecurityGroup>of(outside))
                .build();
        for (PushPort port : ports) {
            program.service().getConnections().allowFrom(outside, at(port), "Pushes of channel " + port.channel());
            listen(port, program);
        }
        program.service().getConnections().allowFrom(outside, Port.tcp(HEALTH), "Whether the worker lives");
    }

    /** The name encoders are told. */
    String host() {
        return balancer.getLoadBalancerDnsName();
    }

    private static ProgramService.Shape shape(List<PushPort> ports) {
        String channels = ports.stream()
                .map(port -> Integer.toString(port.channel()))
                .distinct()
                .collect(Collectors.joining(","));
        return ProgramService.Shape.alone(
                List.of("worker", "--cloud", "aws", "--only", channels, "--health-port", Integer.toString(HEALTH)),
                Workers.CPU,
                Workers.MEMORY,
                Stream.concat(
                                Stream.of(new ProgramService.Port(
                                        HEALTH, software.amazon.awscdk.services.ecs.Protocol.TCP)),
                                ports.stream().map(port -> new ProgramService.Port(port.number(), inTask(port))))
                        .toList());
    }

    private SecurityGroup outside(Vpc network, List<PushPort> ports) {
        SecurityGroup group = SecurityGroup.Builder.create(this, "Outside")
                .vpc(network)
                .description("Encoders, wherever they are")
                .allowAllOutbound(false)
                .build();
        IPeer anybody = Peer.anyIpv4();
        ports.forEach(port -> group.addIngressRule(anybody, at(port), "Pushes of channel " + port.channel()));
        return group;
    }

    private void listen(PushPort port, ProgramService program) {
        String id = port.kind() + Integer.toString(port.number());
        boolean isTcp = port.kind() == PushPort.Kind.RTMP;
        balancer.addListener(
                        id,
                        BaseNetworkListenerProps.builder()
                                .port(port.number())
                                .protocol(isTcp ? Protocol.TCP : Protocol.UDP)
                                .build())
                .addTargets(
                        "Worker",
                        AddNetworkTargetsProps.builder()
                                .port(port.number())
                                .protocol(isTcp ? Protocol.TCP : Protocol.UDP)
                                .targets(List.of(program.service()
                                        .loadBalancerTarget(LoadBalancerTargetOptions.builder()
                                                .containerName(ProgramService.CONTAINER)
                                                .containerPort(port.number())
                                                .protocol(inTask(port))
                                                .build())))
                                .deregistrationDelay(Duration.seconds(10))
                                // Not the port itself: where a channel is off nobody listens there, and the task is
                                // well.
                                .healthCheck(HealthCheck.builder()
                                        .protocol(Protocol.HTTP)
                                        .port(Integer.toString(HEALTH))
                                        .path("/health")
                                        .interval(Duration.seconds(10))
                                        .timeout(Duration.seconds(5))
                                        .healthyThresholdCount(2)
                                        .unhealthyThresholdCount(3)
                                        .build())
                                .build());
    }

    private static Port at(PushPort port) {
        return port.kind() == PushPort.Kind.RTMP ? Port.tcp(port.number()) : Port.udp(port.number());
    }

    private static software.amazon.awscdk.services.ecs.Protocol inTask(PushPort port) {
        return port.kind() == PushPort.Kind.RTMP
                ? software.amazon.awscdk.services.ecs.Protocol.TCP
                : software.amazon.awscdk.services.ecs.Protocol.UDP;
    }
}
