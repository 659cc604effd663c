package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.playback.signing.CustomPolicy;
import dev.headwater.core.playback.signing.SigningKey;
import dev.headwater.core.playback.signing.UrlSigner;
import dev.headwater.edge.UrlVerifier.Asked;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlVerifierTest {
    private static final String HOST = "edge.example:8081";
    private static final InetAddress VIEWER = InetAddress.ofLiteral("192.0.2.77");
    private static final String PATH = "/hls/1/720p/a.ts";
    private static final SigningKey KEY = SigningKey.generate();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-~_+/=%";

    private final TestClock clock = new TestClock();
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>(Map.of(KEY.id(), KEY.publicKey()));
    private final UrlVerifier verifier = new UrlVerifier(id -> Optional.ofNullable(keys.get(id)), clock, Runnable::run);

    private Verdict verify(String query) {
        return verify(PATH, query);
    }

    private Verdict verify(String path, String query) {
        return verifier.verify(asked(path, query)).join();
    }

    private static Asked asked(String path, String query) {
        return new Asked("http://" + HOST, path, query, VIEWER);
    }

    private String sign(String resource) {
        return new UrlSigner(KEY).query(new CustomPolicy(resource, at(-60), at(60)));
    }

    private static Instant at(long seconds) {
        return TestClock.START.plusSeconds(seconds);
    }

    private static void assertAllowed(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Verdict.Allowed());
    }

    private static void assertRefused(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls/1/*", "/hls/1/720p/a.ts", "/hls/1/720p/a.ts*", "/*"})
    void opensWhatTheResourceNames(String resource) {
        assertAllowed(verify(sign("http://" + HOST + resource)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://edge.example:8081/hls/2/*",
                "http://edge.example:8081/hls/10/*",
                "http://edge.example:8081/hls/1/720p/a.t",
                "http://edge.example:8081/hls/1/720p/a.ts/",
                "http://edge.example:8081/HLS/1/*",
                "https://edge.example:8081/hls/1/*",
                "http://edge.example/hls/1/*",
                "http://edge.example:80/hls/1/*",
                "http://other.example:8081/hls/1/*",
                "http://edge.example:8081",
                "http://edge.example:8081*",
                "http://edge.example*",
                "http://*",
                "http*",
                "*",
                "/hls/1/*",
            })
    void opensNothingElse(String resource) {
        assertRefused(verify(sign(resource)));
    }

    /** CloudFront has these wildcards; a signer of ours never uses them, so whoever does is up to something. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://*/hls/1/*",
                "http*://edge.example:8081/hls/1/*",
                "http://edge.example:8081/*/720p/a.ts",
                "http://edge.example:8081/hls/1/**",
                "http://edge.example:8081/hls/?/720p/a.ts",
                "http://edge.example:8081/hls/1/720p/a.ts?",
            })
    void refusesWildcardsFurtherAhead(String resource) throws GeneralSecurityException {
        String policy = "{\"Statement\":[{\"Resource\":\"" + resource
                + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + at(60).getEpochSecond() + "}}}]}";
        assertRefused(verify(new HandSigner(KEY.id(), new KeyPair(KEY.publicKey(), KEY.privateKey()))
                .custom(policy, "SHA1withECDSA")));
    }

    /** Nothing of our signer takes part: key, policy, signature and alphabet are the JDK's and the guide's. */
    @Test
    void acceptsWhatAnotherSignerMade() throws GeneralSecurityException {
        HandSigner other = HandSigner.curve("K2JCJMDEHXQW5F");
        keys.put(other.id(), other.pair().getPublic());
        String policy = """
                {
                   "Statement": [{
                      "Resource": "http://edge.example:8081/hls/1/*",
                      "Condition": {
                         "DateLessThan": { "AWS:EpochTime": %d },
                         "DateGreaterThan": { "AWS:EpochTime": %d }
                      }
                   }]
                }
                """.formatted(at(10).getEpochSecond(), at(-10).getEpochSecond());
        assertAllowed(verify(other.custom(policy, "SHA1withECDSA")));
        assertRefused(verify(new HandSigner(KEY.id(), other.pair()).custom(policy, "SHA1withECDSA")));
    }

    @ParameterizedTest
    @CsvSource({"-60000,false", "-59999,true", "0,true", "59999,true", "60000,false", "90000,false", "-90000,false"})
    void datesBiteExactly(long millis, boolean allowed) {
        String query = sign("http://" + HOST + "/hls/1/*");
        assertAllowed(verify(query));
        clock.set(TestClock.START.plusMillis(millis));
        assertThat(verify(query) instanceof Verdict.Allowed).isEqualTo(allowed);
    }

    @Test
    void aKeyTakenAwayOpensNothingMore() {
        String query = sign("http://" + HOST + "/hls/1/*");
        assertAllowed(verify(query));
        keys.clear();
        assertRefused(verify(query));
    }

    @Test
    void aKeyOfAnotherKindRefuses() throws GeneralSecurityException {
        keys.put(KEY.id(), KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic());
        assertRefused(verify(sign("http://" + HOST + "/hls/1/*")));
        keys.put(
                KEY.id(),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        assertRefused(verify(sign("http://" + HOST + "/hls/1/*")));
    }

    @Test
    void aChangedCharacterAnywhereRefuses() {
        String query = sign("http://" + HOST + "/hls/1/*");
        assertAllowed(verify(query));
        for (int at = 0; at < query.length(); at++) {
            // Neighbours in the alphabet differ in the low bits, which the last letter of a text may have to spare.
            int index = Math.max(0, ALPHABET.indexOf(query.charAt(at)));
            for (int step : new int[] {1, 2, 3, 17, ALPHABET.length() - 1}) {
                char other = ALPHABET.charAt((index + step) % ALPHABET.length());
                String changed = query.substring(0, at) + other + query.substring(at + 1);
                assertThat(verify(changed)).as("%s at %d", other, at).isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    void aMissingOrAddedCharacterAnywhereRefuses() {
        String query = sign("http://" + HOST + "/hls/1/*");
        for (int at = 0; at < query.length(); at++) {
            assertRefused(verify(query.substring(0, at) + query.substring(at + 1)));
            String added = query.substring(0, at) + "_" + query.substring(at);
            // Ahead of a name it makes another parameter of it, which is as good as missing.
            assertRefused(verify(added));
        }
        assertRefused(verify(query + "_"));
    }

    @Test
    void partsOfTwoSignaturesDoNotFit() {
        String one = sign("http://" + HOST + "/hls/1/*");
        String two = sign("http://" + HOST + "/hls/2/*");
        assertRefused(verify(one.split("&", -1)[0] + "&" + two.split("&", -1)[1] + "&" + one.split("&", -1)[2]));
    }

    @Test
    void otherParametersAreIgnoredAndDoublesRefused() {
        String query = sign("http://" + HOST + "/hls/1/*");
        assertAllowed(verify("a=b&" + query + "&expires=1&&x"));
        for (String part : query.split("&", -1)) {
            assertRefused(verify(query + "&" + part));
            assertRefused(verify(query.replace(part, "")));
            assertRefused(verify(query.replace(part, part.substring(0, part.indexOf('=')))));
        }
        assertRefused(verify(query.replace("Policy", "policy")));
        assertRefused(verify(""));
    }

    @Test
    void aPopularSignatureIsVerifiedOnceAMinute() {
        int[] verified = new int[1];
        UrlVerifier counting = new UrlVerifier(id -> Optional.of(KEY.publicKey()), clock, task -> {
            verified[0]++;
            task.run();
        });
        String query = sign("http://" + HOST + "/hls/1/*");
        for (int i = 0; i < 100; i++) {
            assertAllowed(counting.verify(asked(PATH, query)).join());
        }
        int first = verified[0];
        clock.advance(Duration.ofSeconds(59));
        assertAllowed(counting.verify(asked(PATH, query)).join());
        assertThat(first).isBetween(1, 2);
        assertThat(verified[0]).isLessThanOrEqualTo(first + 1);
    }
}
