package dev.headwater.functions.transcode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.aws.transcode.MediaConvertStates;
import dev.headwater.core.vod.TranscodeJobs.News;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Events as Lambda brings them: one of EventBridge's, or a batch of SQS messages that each hold one. What is not known is
 * passed over; what is no JSON is told from that.
 */
final class TranscodeEvents {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_TEXT = 512 << 10;
    private static final Pattern JOB = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern CONTENT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern FENCE = Pattern.compile("[1-9][0-9]{0,17}");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT)
                            .build())
                    .build())
            .build();

    private TranscodeEvents() {}

    /** What an event asks for. */
    sealed interface Event {
        /** A film was sent, or a minute passed. */
        record Look() implements Event {}

        record Heard(News news) implements Event {}

        /** Nothing of ours. */
        record Other() implements Event {}

        /** No event at all. */
        record Broken() implements Event {}
    }

    /**
     * One event.
     *
     * @param message of the batch it came in; null: it came alone
     */
    record Received(@Nullable String message, Event event) {}

    static List<Received> read(byte[] json) throws JsonProcessingException {
        JsonNode root = tree(new String(json, StandardCharsets.UTF_8));
        if (!root.path("Records").isArray()) {
            return List.of(new Received(null, event(root)));
        }
        List<Received> received = new ArrayList<>();
        for (JsonNode message : root.path("Records")) {
            received.add(new Received(
                    message.path("messageId").asText(),
                    inside(message.path("body").asText())));
        }
        return List.copyOf(received);
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(json);
        return tree == null ? JSON.nullNode() : tree;
    }

    private static Event inside(String body) {
        try {
            JsonNode event = tree(body);
            return event.isObject() ? event(event) : new Event.Broken();
        } catch (JsonProcessingException e) {
            return new Event.Broken();
        }
    }

    private static Event event(JsonNode event) {
        return switch (event.path("source").asText()) {
            case "headwater.reconcile", "aws.s3" -> new Event.Look();
            case "aws.mediaconvert" ->
                news(event.path("detail")).<Event>map(Event.Heard::new).orElseGet(Event.Other::new);
            default -> new Event.Other();
        };
    }

    /** Empty: of a job that is none of ours. */
    private static Optional<News> news(JsonNode detail) {
        String job = detail.path("jobId").asText();
        String content = detail.path("userMetadata").path("content").asText();
        String fence = detail.path("userMetadata").path("fence").asText();
        boolean isOurs = JOB.matcher(job).matches()
                && CONTENT.matcher(content).matches()
                && FENCE.matcher(fence).matches();
        if (!isOurs) {
            return Optional.empty();
        }
        JsonNode message = detail.path("errorMessage");
        return Optional.of(new News(
                job,
                Integer.parseInt(content),
                Long.parseLong(fence),
                MediaConvertStates.of(
                        detail.path("status").asText(),
                        number(detail.path("jobProgress").path("jobPercentComplete")),
                        number(detail.path("errorCode")),
                        message.isTextual() ? message.asText() : null)));
    }

    private static @Nullable Integer number(JsonNode value) {
        return value.canConvertToInt() ? value.asInt() : null;
    }
}
