package dev.headwater.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A URL as CloudFront checks it, written from its developer guide ("Create a signed URL using a custom policy") and from
 * nothing else.
 *
 * @param url without its query
 * @param resource what its policy opens
 */
record SignedUrl(String url, String resource, Instant notBefore, Instant expires) {

    /** Fails unless the query is exactly a policy, its signature by one of the keys, and that key's id. */
    static SignedUrl verify(String location, Map<String, PublicKey> keys) {
        String[] halves = location.split("\\?", -1);
        require(halves.length == 2, "a URL has one query");
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : halves[1].split("&", -1)) {
            String[] sides = pair.split("=", -1);
            require(sides.length == 2 && query.put(sides[0], sides[1]) == null, "a parameter has one value");
        }
        require(
                String.join(" ", query.keySet()).equals("Policy Signature Key-Pair-Id"),
                "parameters are those of a policy");
        PublicKey key = keys.get(query.get("Key-Pair-Id"));
        require(key != null, "the key is one of ours");
        byte[] document = decode(query.get("Policy"));
        require(isSigned(document, decode(query.get("Signature")), key), "the signature fits the policy");
        return of(halves[0], parse(document));
    }

    private static SignedUrl of(String url, JsonNode policy) {
        require(policy.size() == 1 && policy.path("Statement").size() == 1, "a policy has one statement");
        JsonNode statement = policy.get("Statement").get(0);
        require(statement.size() == 2 && statement.path("Condition").size() == 2, "a statement has two conditions");
        return new SignedUrl(
                url,
                statement.path("Resource").textValue(),
                time(statement, "DateGreaterThan"),
                time(statement, "DateLessThan"));
    }

    private static Instant time(JsonNode statement, String condition) {
        JsonNode seconds = statement.at("/Condition/" + condition + "/AWS:EpochTime");
        require(seconds.isIntegralNumber(), "an epoch time is a number");
        return Instant.ofEpochSecond(seconds.longValue());
    }

    private static boolean isSigned(byte[] document, byte[] signature, PublicKey key) {
        try {
            Signature verifier = Signature.getInstance("SHA1withECDSA");
            verifier.initVerify(key);
            verifier.update(document);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode parse(byte[] document) {
        try {
            return new ObjectMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] decode(String text) {
        require(text.matches("[A-Za-z0-9_~-]+"), "CloudFront's base64 has no + = /");
        return Base64.getDecoder()
                .decode(text.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    /** Whether its policy lets it through at that moment. */
    boolean opensAt(Instant now) {
        boolean covered = resource.endsWith("*")
                ? url.startsWith(resource.substring(0, resource.length() - 1))
                : url.equals(resource);
        return covered && notBefore.isBefore(now) && expires.isAfter(now);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError(rule);
        }
    }
}
