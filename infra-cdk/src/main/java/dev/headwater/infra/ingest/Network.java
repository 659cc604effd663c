package dev.headwater.infra.ingest;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** Public subnets with gateways to tables and buckets: what workers move passes no NAT, which would cost more than they do. */
final class Network {
    private static final int ZONES = 2;

    /** All of it; whoever asks from within is CloudFront or the balancer. */
    static final String ADDRESSES = "10.0.0.0/16";

    private Network() {}

    static Vpc at(Construct scope) {
        return Vpc.Builder.create(scope, "Network")
                .ipAddresses(IpAddresses.cidr(ADDRESSES))
                .maxAzs(ZONES)
                .natGateways(0)
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("public")
                        .subnetType(SubnetType.PUBLIC)
                        .build()))
                .gatewayEndpoints(Map.of(
                        "Objects", endpoint(GatewayVpcEndpointAwsService.S3),
                        "Tables", endpoint(GatewayVpcEndpointAwsService.DYNAMODB)))
                .build();
    }

    private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpointOptions.builder().service(service).build();
    }
}
