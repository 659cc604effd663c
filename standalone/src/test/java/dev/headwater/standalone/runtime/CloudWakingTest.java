package dev.headwater.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.aws.Waking;
import dev.headwater.core.testing.ClosedPort;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues, rules and the secret of an endpoint that no deployment prepared. */
class CloudWakingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = new StubEndpoint();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private Cloud cloud() {
        return cloud(endpoint.url());
    }

    private static Cloud cloud(String url) {
        return Cloud.of(Cloud.LOCALSTACK, Map.of("AWS_ENDPOINT_URL", url));
    }

    @Test
    void queuesAndRulesAreThoseOfADeployment() throws IOException {
        assertThat(CloudWaking.make(cloud())).isEmpty();

        assertThat(endpoint.queues)
                .containsOnlyKeys("headwater-films", "headwater-films-failed", "headwater-unheard")
                .allSatisfy((name, attributes) -> assertThat(
                                attributes.path("MessageRetentionPeriod").asLong())
                        .isEqualTo(Waking.KEPT.toSeconds()));
        JsonNode films = endpoint.queues.get("headwater-films");
        assertThat(films.path("VisibilityTimeout").asLong()).isEqualTo(Waking.FILMS_HIDDEN.toSeconds());
        JsonNode redrive = JSON.readTree(films.path("RedrivePolicy").asText());
        assertThat(redrive.path("deadLetterTargetArn").asText()).endsWith(":headwater-films-failed");
        assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(Waking.ATTEMPTS);
        assertThat(JSON.readTree(films.path("Policy").asText())
                        .at("/Statement/0/Condition/ArnEquals/aws:SourceArn")
                        .valueStream()
                        .map(JsonNode::asText))
                .allMatch(arn -> arn.contains(":rule/headwater-"))
                .hasSize(2);

        assertThat(endpoint.rules)
                .containsOnlyKeys("headwater-uploaded", "headwater-transcoded", "headwater-reconcile");
        assertThat(JSON.readTree(endpoint.rules
                        .get("headwater-uploaded")
                        .path("EventPattern")
                        .asText()))
                .isEqualTo(JSON.valueToTree(Waking.uploaded("headwater-uploads").pattern()));
        assertThat(endpoint.rules
                        .get("headwater-reconcile")
                        .path("ScheduleExpression")
                        .asText())
                .isEqualTo("rate(1 minute)");
        assertThat(endpoint.targets)
                .containsOnlyKeys("headwater-uploaded", "headwater-transcoded")
                .allSatisfy((rule, targets) ->
                        assertThat(targets.at("/0/Arn").asText()).endsWith(":headwater-films"));
        assertThat(endpoint.notifications).hasSize(1).allSatisfy((bucket, told) -> {
            assertThat(bucket).isEqualTo("/headwater-uploads");
            assertThat(told).contains("EventBridgeConfiguration");
        });
        assertThat(endpoint.secrets).containsOnlyKeys("headwater-origin-secret").allSatisfy((name, secret) -> {
            assertThat(secret).matches("[A-Za-z0-9]{48}");
        });
    }

    @Test
    void doingItAgainChangesNothing() {
        assertThat(CloudWaking.make(cloud())).isEmpty();
        Map<String, Map<String, ?>> first = all();
        assertThat(CloudWaking.make(cloud())).isEmpty();
        assertThat(all()).isEqualTo(first);
        assertThat(endpoint.asked.stream().filter("CreateQueue"::equals)).hasSize(3);
    }

    private Map<String, Map<String, ?>> all() {
        return Map.of(
                "queues", copy(endpoint.queues),
                "rules", copy(endpoint.rules),
                "targets", copy(endpoint.targets),
                "secrets", Map.copyOf(endpoint.secrets));
    }

    private static Map<String, JsonNode> copy(Map<String, JsonNode> map) {
        Map<String, JsonNode> copy = new TreeMap<>();
        map.forEach((name, json) -> copy.put(name, json.deepCopy()));
        return copy;
    }

    @Test
    void whatIsSaidIsTrueWhereNobodyAnswers() throws IOException {
        try (ClosedPort closed = new ClosedPort()) {
            Optional<String> why = CloudWaking.make(cloud("http://127.0.0.1:" + closed.number()));
            assertThat(why).isPresent();
            assertThat(Cloud.notMade(why)).contains("queues and rules are not").contains(why.orElseThrow());
        }
        assertThat(Cloud.notMade(Optional.empty())).contains("queues and rules are made here");
    }
}
