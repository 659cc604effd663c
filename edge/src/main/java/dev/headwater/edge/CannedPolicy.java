package dev.headwater.edge;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The policy a canned signature stands for (CloudFront developer guide, "Create a signed URL using a canned policy"). */
final class CannedPolicy {
    private static final Pattern SECONDS = Pattern.compile("0|[1-9]\\d{0,11}");
    /**
     * What a URL may be made of to stand in the document: with a quote or a backslash it could be another document, with
     * a wildcard it could name another URL.
     */
    private static final Pattern RESOURCE = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\*]]+");

    private CannedPolicy() {}

    /**
     * The document that was signed, byte for byte.
     *
     * @param resource the URL without the parameters that sign it, but with every other one
     * @return empty where no document can be made of them
     */
    static Optional<String> document(String resource, String expires) {
        return SECONDS.matcher(expires).matches() && RESOURCE.matcher(resource).matches()
                ? Optional.of("{\"Statement\":[{\"Resource\":\"" + resource
                        + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + expires + "}}}]}")
                : Optional.empty();
    }

    /** What a document says that could be made. */
    static Policy policy(String resource, String expires) {
        return new Policy(resource, null, Instant.ofEpochSecond(Long.parseLong(expires)), null);
    }
}
