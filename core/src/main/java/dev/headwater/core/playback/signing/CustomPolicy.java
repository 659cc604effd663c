package dev.headwater.core.playback.signing;

import java.time.Instant;

/**
 * What a signature allows: CloudFront's custom policy with one statement.
 *
 * @param resource the URL it opens, without a query; a {@code *} only as its last character
 * @param notBefore valid after this instant (DateGreaterThan), in whole seconds
 * @param expires valid before this instant (DateLessThan), in whole seconds
 */
public record CustomPolicy(String resource, Instant notBefore, Instant expires) {
    public CustomPolicy {
        int star = resource.indexOf('*');
        if ((star >= 0 && star != resource.length() - 1) || resource.indexOf('?') >= 0) {
            // A wildcard further ahead would let ?q= smuggle another path.
            throw new IllegalArgumentException("a resource has a wildcard only as its last character");
        }
        if (resource.chars().anyMatch(c -> c == '"' || c == '\\' || c < 0x21 || c > 0x7e)) {
            throw new IllegalArgumentException("a resource is a URL in printable ASCII");
        }
    }

    /** The policy document, without white space, as it is signed. */
    public String json() {
        return "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + expires.getEpochSecond() + "},\"DateGreaterThan\":{\"AWS:EpochTime\":" + notBefore.getEpochSecond()
                + "}}}]}";
    }
}
