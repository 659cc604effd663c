package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where encoders push to, where that is asked for. */
class PushTest {
    private static final String BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup";

    @Test
    void nothingIsOpenToTheInternetUnlessItIsAskedFor() {
        assertThat(Cloud.plain().all(BALANCER)).hasSize(1).noneMatch(PushTest::isOpen);
        assertThat(Cloud.plain().all("AWS::EC2::SecurityGroup"))
                .noneMatch(group -> group.at("/SecurityGroupIngress").toString().contains("0.0.0.0/0"));
        assertThat(Cloud.rich().all(BALANCER))
                .hasSize(2)
                .filteredOn(PushTest::isOpen)
                .hasSize(1);
    }

    @Test
    void eachPortLeadsToTheWorkerThatListensThere() {
        assertThat(Cloud.rich().all(LISTENER).stream()
                        .filter(listener -> listener.id().startsWith("Pushed"))
                        .map(listener -> listener.at("/Protocol").asText() + " "
                                + listener.at("/Port").asInt()))
                .containsExactlyInAnyOrder("TCP 1935", "UDP 9000");
        assertThat(Cloud.rich().all(TARGETS).stream()
                        .filter(group -> group.id().startsWith("Pushed"))
                        .map(group -> group.at("/Protocol").asText() + " "
                                + group.at("/Port").asInt() + " "
                                + group.at("/TargetType").asText() + " "
                                + group.at("/HealthCheckProtocol").asText() + " "
                                + group.at("/HealthCheckPort").asText()
                                + group.at("/HealthCheckPath").asText()))
                .containsExactlyInAnyOrder("TCP 1935 ip HTTP 8081/health", "UDP 9000 ip HTTP 8081/health");
        JsonNode container =
                Cloud.rich().only("AWS::ECS::TaskDefinition", "Pushed").at("/ContainerDefinitions/0");
        assertThat(container.path("Command").valueStream().map(JsonNode::asText))
                .containsExactly("worker", "--cloud", "aws", "--only", "12,15", "--health-port", "8081");
        assertThat(container
                        .path("PortMappings")
                        .valueStream()
                        .map(port -> port.path("ContainerPort").asInt() + " "
                                + port.path("Protocol").asText()))
                .containsExactlyInAnyOrder("8081 tcp", "1935 tcp", "9000 udp");
    }

    @Test
    void onlyThesePortsAreOpenAndThereIsNeverASecondWorkerOnThem() {
        Resource outside = Cloud.rich().only("AWS::EC2::SecurityGroup", "PushedOutside");
        assertThat(outside.at("/SecurityGroupIngress")
                        .valueStream()
                        .map(rule -> rule.path("IpProtocol").asText() + " "
                                + rule.path("FromPort").asInt() + "-"
                                + rule.path("ToPort").asInt()))
                .containsExactlyInAnyOrder("tcp 1935-1935", "udp 9000-9000");
        JsonNode deployment = Cloud.rich().only("AWS::ECS::Service", "Pushed").at("/DeploymentConfiguration");
        assertThat(deployment.path("MinimumHealthyPercent").asInt()).isZero();
        assertThat(deployment.path("MaximumPercent").asInt()).isEqualTo(100);
        assertThat(Cloud.rich().all("AWS::ApplicationAutoScaling::ScalableTarget"))
                .hasSize(2);
    }

    @Test
    void itMayWhatAWorkerMay() {
        Resource role = Cloud.rich().all("AWS::IAM::Role").stream()
                .filter(one -> one.id().startsWith("PushedProgramRole"))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(role.at("/ManagedPolicyArns").toString())).allMatch(arns -> arns.contains("WorkersPolicy"));
        assertThat(Cloud.rich()
                        .templates()
                        .get("tryout-ingest")
                        .at("/Outputs/PushHost")
                        .isMissingNode())
                .isFalse();
    }

    private static boolean isOpen(Resource balancer) {
        return balancer.at("/Scheme").asText().equals("internet-facing");
    }
}
