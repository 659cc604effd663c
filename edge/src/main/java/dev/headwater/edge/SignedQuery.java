package dev.headwater.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that sign a URL, as they stand in the query. {@code Policy} makes it a custom policy, {@code Expires} a
 * canned one; both together are neither.
 *
 * @param other the rest of the query, in its order and as it came; part of what a canned policy signs
 */
record SignedQuery(Terms terms, String signature, String keyPairId, Hash hash, String other) {
    private static final String POLICY = "Policy";
    private static final String EXPIRES = "Expires";
    private static final String SIGNATURE = "Signature";
    private static final String KEY_PAIR_ID = "Key-Pair-Id";
    private static final String HASH = "Hash-Algorithm";
    private static final Set<String> NAMES = Set.of(POLICY, EXPIRES, SIGNATURE, KEY_PAIR_ID, HASH);
    /** A policy over the longest object key takes half of it: cached signatures have to have a bound. */
    private static final int MAX_LENGTH = 4096;

    sealed interface Terms {
        /** The policy document stands in the query, encoded. */
        record Custom(String policy) implements Terms {}

        /** The policy is the URL itself until an instant, in the digits of the query. */
        record Canned(String expires) implements Terms {}
    }

    /** What {@code Hash-Algorithm} names; SHA-1 where it is not there. */
    enum Hash {
        SHA1,
        SHA256
    }

    /** Empty where one is missing, is unknown, too long, or stands there twice: which of two would another reader take? */
    static Optional<SignedQuery> parse(String query) {
        Map<String, String> values = new HashMap<>();
        StringJoiner other = new StringJoiner("&");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!NAMES.contains(name)) {
                other.add(pair);
            } else if (values.put(name, pair.substring(equals < 0 ? pair.length() : equals + 1)) != null) {
                return Optional.empty();
            }
        }
        return of(values, other.toString());
    }

    private static Optional<SignedQuery> of(Map<String, String> values, String other) {
        String policy = values.get(POLICY);
        String expires = values.get(EXPIRES);
        String signature = values.get(SIGNATURE);
        String keyPairId = values.get(KEY_PAIR_ID);
        Optional<Hash> hash = hash(values.get(HASH));
        int length = values.values().stream().mapToInt(String::length).sum();
        if (signature == null || keyPairId == null || hash.isEmpty() || length > MAX_LENGTH) {
            return Optional.empty();
        }
        if (policy != null) {
            return expires == null
                    ? Optional.of(new SignedQuery(new Terms.Custom(policy), signature, keyPairId, hash.get(), other))
                    : Optional.empty();
        }
        return expires == null || length + other.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.of(new SignedQuery(new Terms.Canned(expires), signature, keyPairId, hash.get(), other));
    }

    private static Optional<Hash> hash(@Nullable String named) {
        return switch (named) {
            case null -> Optional.of(Hash.SHA1);
            case "SHA1" -> Optional.of(Hash.SHA1);
            case "SHA256" -> Optional.of(Hash.SHA256);
            default -> Optional.empty();
        };
    }

    /** Without the signature: a query is never logged. */
    @Override
    public String toString() {
        return "SignedQuery[" + keyPairId + "]";
    }
}
