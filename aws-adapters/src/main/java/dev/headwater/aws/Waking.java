package dev.headwater.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The queues and rules that wake functions: read by the deployment, and by who makes them at an endpoint that no deployment
 * prepared.
 */
public final class Waking {
    /** What a function that has films made may take for a batch of messages: it reads subtitles of those that are done. */
    public static final Duration FILMS_TIMEOUT = Duration.ofMinutes(5);
    /** A message stays hidden for six times as long as its work may last (Lambda's guide to SQS). */
    public static final Duration FILMS_HIDDEN = FILMS_TIMEOUT.multipliedBy(6);
    /** As long as SQS keeps anything. */
    public static final Duration KEPT = Duration.ofDays(14);
    /** Of a message, before it is put aside. */
    public static final int ATTEMPTS = 5;
    /** How often it is looked for what an event was lost of. */
    public static final Duration RECONCILE = Duration.ofMinutes(1);

    private static final String SOURCE = "source";
    private static final String KIND = "detail-type";

    /** What the clock sends: its {@code source} tells it from other events of that shape. */
    public static final Map<String, String> RECONCILE_EVENT = Map.of(SOURCE, "headwater.reconcile", KIND, "Reconcile");

    /** Made here once, shown by CloudFront: a secret of letters and digits. */
    public static final String ORIGIN_SECRET = "origin-secret";

    public static final int ORIGIN_SECRET_LENGTH = 48;

    private Waking() {}

    /**
     * Events that go to the queue of films.
     *
     * @param detail what has to be in an event's detail, as EventBridge spells patterns
     */
    public record Rule(String id, String description, String source, String kind, Map<String, Object> detail) {
        /** As EventBridge takes it. */
        public Map<String, Object> pattern() {
            return Map.of(SOURCE, List.of(source), KIND, List.of(kind), "detail", detail);
        }
    }

    /** @param bucket that takes uploads */
    public static Rule uploaded(String bucket) {
        return new Rule(
                "Uploaded",
                "A file was uploaded",
                "aws.s3",
                "Object Created",
                Map.of(
                        "bucket", Map.of("name", List.of(bucket)),
                        "object", Map.of("key", List.of(Map.of("prefix", "uploads/")))));
    }

    /** @param queue ARN of MediaConvert's */
    public static Rule transcoded(String queue) {
        return new Rule(
                "Transcoded",
                "MediaConvert says how far a film is, that it is done, or that it gave it up",
                "aws.mediaconvert",
                "MediaConvert Job State Change",
                Map.of("queue", List.of(queue), "status", List.of("STATUS_UPDATE", "COMPLETE", "ERROR", "CANCELED")));
    }
}
