package dev.headwater.edge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The three parameters that sign a URL, as they stand in the query. Others are no business of a signature. */
record SignedQuery(String policy, String signature, String keyPairId) {
    private static final Set<String> NAMES = Set.of("Policy", "Signature", "Key-Pair-Id");
    /** A policy over the longest object key takes half of it: cached signatures have to have a bound. */
    private static final int MAX_LENGTH = 4096;

    /** Empty where one is missing, is too long, or stands there twice: which of two would another reader take? */
    static Optional<SignedQuery> parse(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (NAMES.contains(name)
                    && values.put(name, pair.substring(equals < 0 ? pair.length() : equals + 1)) != null) {
                return Optional.empty();
            }
        }
        int length = values.values().stream().mapToInt(String::length).sum();
        if (values.size() != NAMES.size() || length > MAX_LENGTH) {
            return Optional.empty();
        }
        return Optional.of(new SignedQuery(
                values.getOrDefault("Policy", ""),
                values.getOrDefault("Signature", ""),
                values.getOrDefault("Key-Pair-Id", "")));
    }

    /** Without the signature: a query is never logged. */
    @Override
    public String toString() {
        return "SignedQuery[" + keyPairId + "]";
    }
}
