package dev.headwater.aws.transcode;

import java.util.Map;

/**
 * Where films are made.
 *
 * @param role ARN of the role MediaConvert takes on: it reads uploads and writes media
 * @param queue ARN of the queue jobs wait in
 * @param mediaBucket where what was made goes
 * @param uploadsBucket where {@code upload:ID} lies, as {@code uploads/ID}
 */
public record TranscodePlace(String role, String queue, String mediaBucket, String uploadsBucket) {
    public static final String ROLE = "HEADWATER_TRANSCODE_ROLE";
    public static final String QUEUE = "HEADWATER_TRANSCODE_QUEUE";

    /**
     * As a process is told of it.
     *
     * @throws IllegalArgumentException where something is missing, with its name
     */
    public static TranscodePlace of(Map<String, String> environment, String mediaBucket, String uploadsBucket) {
        return new TranscodePlace(told(environment, ROLE), told(environment, QUEUE), mediaBucket, uploadsBucket);
    }

    private static String told(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment does not say " + name);
        }
        return value;
    }
}
