package dev.headwater.infra.ingest;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.infra.api.ViewerHeaders;
import dev.headwater.infra.data.Tables;
import dev.headwater.infra.function.Access;
import dev.headwater.infra.function.Surroundings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.VpcOrigin;
import software.amazon.awscdk.services.cloudfront.origins.VpcOriginWithEndpointProps;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.Protocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.AddApplicationTargetsProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.constructs.Construct;

/**
 * Where channels leave as one endless MPEG-TS, which no function can send. The balancer has no public address: a
 * distribution in front of it speaks http and https.
 */
final class StreamHosts extends Construct {
    private static final int PORT = 8080;
    private static final int CPU = 1024;
    private static final int MEMORY = 2048;
    private static final int LOAD = 50;

    private final ProgramService program;
    private final ApplicationTargetGroup targets;
    private final Distribution distribution;

    StreamHosts(
            Construct scope, String id, Vpc network, Cluster cluster, ContainerImage image, Surroundings surroundings) {
        super(scope, id);
        this.program = new ProgramService(
                this,
                "Program",
                cluster,
                image,
                surroundings,
                new ProgramService.Shape(
                        List.of(
                                "up",
                                "--cloud",
                                "aws",
                                "--no-edges",
                                "--no-worker",
                                "--trusted-proxy",
                                Network.ADDRESSES,
                                "--bind",
                                "0.0.0.0",
                                "--port",
                                Integer.toString(PORT),
                                "--no-demo"),
                        CPU,
                        MEMORY,
                        surroundings.settings().streamHosts(),
                        LOAD,
                        Map.of(CloudResources.ROLE, CloudResources.STREAMS),
                        List.of(new ProgramService.Port(PORT, Protocol.TCP)),
                        false));
        Tables tables = surroundings.tables();
        new Access(program.role(), surroundings)
                .answers(FunctionNeeds.STREAMS, tables)
                .read(surroundings.media(), "hls/*", "vod/*");
        ApplicationLoadBalancer balancer = balancer(network);
        this.targets = targets(balancer);
        this.distribution = distribution(balancer);
    }

    String host() {
        return distribution.getDistributionDomainName();
    }

    ApplicationTargetGroup targets() {
        return targets;
    }

    FargateService service() {
        return program.service();
    }

    private ApplicationLoadBalancer balancer(Vpc network) {
        SecurityGroup within = SecurityGroup.Builder.create(this, "Within")
                .vpc(network)
                .description("From CloudFront, which comes from within the network")
                .allowAllOutbound(false)
                .build();
        within.addIngressRule(Peer.ipv4(network.getVpcCidrBlock()), Port.tcp(80), "CloudFront");
        return ApplicationLoadBalancer.Builder.create(this, "Balancer")
                .vpc(network)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(false)
                .securityGroup(within)
                .dropInvalidHeaderFields(true)
                .build();
    }

    private ApplicationTargetGroup targets(ApplicationLoadBalancer balancer) {
        ApplicationListener listener = balancer.addListener(
                "Http",
                BaseApplicationListenerProps.builder()
                        .port(80)
                        .protocol(ApplicationProtocol.HTTP)
                        .open(false)
                        .build());
        return listener.addTargets(
                "Hosts",
                AddApplicationTargetsProps.builder()
                        .port(PORT)
                        .protocol(ApplicationProtocol.HTTP)
                        .targets(List.of(program.service()))
                        .deregistrationDelay(Duration.seconds(30))
                        .healthCheck(HealthCheck.builder()
                                .path("/health")
                                .interval(Duration.seconds(10))
                                .timeout(Duration.seconds(5))
                                .build())
                        .build());
    }

    /** Logins and lists are for the one address that counts who asks. */
    private Function nothingElse() {
        return Function.Builder.create(this, "NothingElse")
                .runtime(FunctionRuntime.JS_2_0)
                .comment("Answers 404 to all but tickets")
                .code(FunctionCode.fromInline("""
                        function handler(event) {
                            return { statusCode: 404, statusDescription: 'Not Found' };
                        }
                        """))
                .build();
    }

    private Distribution distribution(ApplicationLoadBalancer balancer) {
        VpcOrigin origin = VpcOrigin.withApplicationLoadBalancer(
                balancer,
                VpcOriginWithEndpointProps.builder()
                        .protocolPolicy(OriginProtocolPolicy.HTTP_ONLY)
                        .httpPort(80)
                        .readTimeout(Duration.seconds(60))
                        .build());
        return Distribution.Builder.create(this, "Distribution")
                .comment("Headwater's stream hosts")
                .httpVersion(HttpVersion.HTTP2)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(origin)
                        .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                        .functionAssociations(List.of(FunctionAssociation.builder()
                                .eventType(FunctionEventType.VIEWER_REQUEST)
                                .function(nothingElse())
                                .build()))
                        .build())
                .additionalBehaviors(Map.of(
                        "/play/*",
                        new ViewerHeaders(this, "Viewer")
                                .anonymous(origin)
                                .allowedMethods(AllowedMethods.ALLOW_GET_HEAD_OPTIONS)
                                .build()))
                .build();
    }
}
