package dev.headwater.aws.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.signing.CloudFrontBase64;
import dev.headwater.core.playback.signing.CustomPolicy;
import dev.headwater.core.playback.signing.SignatureAlgorithm;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.StreamSignatures;
import dev.headwater.core.playback.signing.UrlSigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.cloudfront.CloudFrontUtilities;

/** What Headwater signs and what AWS's own SDK signs are the same to whoever checks either. */
final class CloudFrontSigningTest {
    private static final String EDGE = "https://d111111abcdef8.cloudfront.net";
    private static final String OBJECT = EDGE + "/hls/7/720p/2026112112/2026112112-3-40-00ff00ff00ff00ff.ts";
    private static final String STREAM = EDGE + "/hls/7/*";
    private static final Instant NOW = Instant.parse("2026-11-21T12:34:56Z");
    private static final CustomPolicy POLICY = new CustomPolicy(STREAM, NOW.minusSeconds(60), NOW.plusSeconds(120));

    @ParameterizedTest
    @EnumSource
    void whatTheSdkSignsIsGenuineToUs(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        SigningKey key = SigningKey.generate(algorithm);
        Map<String, String> signed = parameters(signedBySdk(key));
        byte[] document = CloudFrontBase64.decode(signed.get("Policy")).orElseThrow();
        Signature check = SignatureAlgorithm.of(key.publicKey()).signature();
        check.initVerify(key.publicKey());
        check.update(document);
        assertThat(check.verify(CloudFrontBase64.decode(signed.get("Signature")).orElseThrow()))
                .isTrue();
        assertThat(json(document)).isEqualTo(json(POLICY.json().getBytes(StandardCharsets.UTF_8)));
        assertThat(signed).containsEntry("Key-Pair-Id", key.id());
    }

    /** By nothing but the JDK and the rules of the developer guide. */
    @ParameterizedTest
    @EnumSource
    void whatWeSignIsWhatCloudFrontChecks(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        SigningKey key = SigningKey.generate(algorithm);
        Map<String, String> ours = parameters(new UrlSigner(key).query(POLICY));
        // Without Hash-Algorithm it is SHA-1 that is checked.
        assertThat(ours).containsOnlyKeys("Policy", "Signature", "Key-Pair-Id");
        assertThat(ours.get("Policy")).matches("[A-Za-z0-9_~-]+");
        assertThat(ours.get("Signature")).matches("[A-Za-z0-9_~-]+");
        assertThat(ours.get("Key-Pair-Id")).matches("K[0-9A-F]{13}");
        byte[] document = plain(ours.get("Policy"));
        assertThat(new String(document, StandardCharsets.UTF_8)).doesNotContainAnyWhitespaces();
        Signature check =
                Signature.getInstance(algorithm == SignatureAlgorithm.ECDSA ? "SHA1withECDSA" : "SHA1withRSA");
        check.initVerify(key.publicKey());
        check.update(document);
        assertThat(check.verify(plain(ours.get("Signature")))).isTrue();
        JsonNode statement =
                json(document).field("Statement").orElseThrow().asArray().getFirst();
        JsonNode condition = statement.field("Condition").orElseThrow();
        assertThat(statement.field("Resource").orElseThrow().asString()).isEqualTo(STREAM);
        assertThat(epoch(condition, "DateLessThan")).isEqualTo(POLICY.expires().getEpochSecond());
        assertThat(epoch(condition, "DateGreaterThan"))
                .isEqualTo(POLICY.notBefore().getEpochSecond());
    }

    /** As the hot path has it: a minute's signature of one edge and stream, once made. */
    @ParameterizedTest
    @EnumSource
    void aMinutesSignatureSaysWhatTheSdkWouldForTheSameMinute(SignatureAlgorithm algorithm) {
        SigningKey key = SigningKey.generate(algorithm);
        StreamSignatures signatures = new StreamSignatures(new UrlSigner(key));
        String query = signatures.query(EDGE, 7, NOW);
        assertThat(signatures.query(EDGE, 7, NOW.plusSeconds(3))).isSameAs(query);
        Instant minute = Instant.parse("2026-11-21T12:34:00Z");
        String sdk = signedBySdk(key, minute.minus(Duration.ofSeconds(60)), minute.plus(Duration.ofSeconds(120)));
        assertThat(json(plain(parameters(query).get("Policy"))))
                .isEqualTo(json(plain(parameters(sdk).get("Policy"))));
        // URLs are for TVs, too: those of elliptic curves are short.
        int longest = algorithm == SignatureAlgorithm.ECDSA ? 500 : 730;
        assertThat((OBJECT + "?" + query).length()).isLessThan(longest);
    }

    private static String signedBySdk(SigningKey key) {
        return signedBySdk(key, POLICY.notBefore(), POLICY.expires());
    }

    private static String signedBySdk(SigningKey key, Instant from, Instant until) {
        String url = CloudFrontUtilities.create()
                .getSignedUrlWithCustomPolicy(request -> request.resourceUrl(OBJECT)
                        .resourceUrlPattern(STREAM)
                        .privateKey(key.privateKey())
                        .keyPairId(key.id())
                        .activeDate(from)
                        .expirationDate(until))
                .url();
        assertThat(url).startsWith(OBJECT + "?");
        return url.substring(OBJECT.length() + 1);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }

    private static byte[] plain(String encoded) {
        return Base64.getDecoder()
                .decode(encoded.replace('-', '+').replace('_', '=').replace('~', '/'));
    }

    private static JsonNode json(byte[] document) {
        return JsonNode.parser().parse(new String(document, StandardCharsets.UTF_8));
    }

    private static long epoch(JsonNode condition, String name) {
        return Long.parseLong(condition
                .field(name)
                .orElseThrow()
                .field("AWS:EpochTime")
                .orElseThrow()
                .asNumber());
    }
}
