package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.aws.Waking;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queues and rules are those that are made elsewhere too. */
class WakingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void rulesAreAsTheyAreDescribed() {
        for (Waking.Rule rule : List.of(Waking.uploaded("?"), Waking.transcoded("?"))) {
            JsonNode made = Cloud.plain()
                    .only("AWS::Events::Rule", "Events" + rule.id())
                    .at("/EventPattern");
            assertThat(unnamed(made)).as(rule.id()).isEqualTo(JSON.valueToTree(rule.pattern()));
        }
        assertThat(Cloud.plain()
                        .only("AWS::Events::Rule", "EventsReconcile")
                        .at("/ScheduleExpression")
                        .asText())
                .isEqualTo("rate(1 minute)");
    }

    /** Names of what the stacks make are references there. */
    private static JsonNode unnamed(JsonNode pattern) {
        ObjectNode copy = pattern.deepCopy();
        ObjectNode detail = (ObjectNode) copy.path("detail");
        if (detail.has("bucket")) {
            ((ObjectNode) detail.path("bucket")).putArray("name").add("?");
        } else {
            detail.putArray("queue").add("?");
        }
        return copy;
    }

    @Test
    void queuesKeepWhatNobodyTook() {
        assertThat(Cloud.plain().all("AWS::SQS::Queue"))
                .hasSize(3)
                .allMatch(queue -> queue.at("/MessageRetentionPeriod").asLong() == Waking.KEPT.toSeconds());
        var films = Cloud.plain().only("AWS::SQS::Queue", "EventsFilmsQueue");
        assertThat(films.at("/VisibilityTimeout").asLong()).isEqualTo(Waking.FILMS_HIDDEN.toSeconds());
        assertThat(films.at("/RedrivePolicy/maxReceiveCount").asInt()).isEqualTo(Waking.ATTEMPTS);
    }
}
