package dev.headwater.edge;

import static dev.headwater.edge.HandSigner.before;
import static dev.headwater.edge.HandSigner.policy;
import static dev.headwater.edge.HandSigner.viewersFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.edge.UrlVerifier.Asked;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of signed URLs that CloudFront knows and our own signer never makes. */
class CloudFrontUrlsTest {
    private static final String ORIGIN = "http://edge.example:8081";
    private static final String PATH = "/hls/1/720p/a.ts";
    private static final String URL = ORIGIN + PATH;
    private static final String VIEWER = "192.0.2.77";
    private static final String STREAM = ORIGIN + "/hls/1/*";
    private static final long SOON = TestClock.START.getEpochSecond() + 60;

    private static HandSigner curve;
    private static HandSigner rsa;

    private final TestClock clock = new TestClock();
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    private final UrlVerifier verifier = new UrlVerifier(id -> Optional.ofNullable(keys.get(id)), clock, Runnable::run);

    @BeforeAll
    static void makeKeys() throws GeneralSecurityException {
        curve = HandSigner.curve("KCURVE");
        rsa = HandSigner.rsa("KRIVEST");
    }

    CloudFrontUrlsTest() {
        for (HandSigner signer : List.of(curve, rsa)) {
            keys.put(signer.id(), signer.pair().getPublic());
        }
    }

    private boolean isAllowed(String path, String query, String viewer) {
        Asked asked = new Asked(ORIGIN, path, query, InetAddress.ofLiteral(viewer));
        return verifier.verify(asked).join() instanceof Verdict.Allowed;
    }

    private boolean isAllowed(String query) {
        return isAllowed(PATH, query, VIEWER);
    }

    @Test
    void acceptsWhatNodeSigned() throws IOException, GeneralSecurityException {
        int urls = 0;
        for (String line : resource("/signed-urls.tsv").lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("key")) {
                keys.put(parts[1], publicKey(parts[1].equals("KEC") ? "EC" : "RSA", parts[2]));
            } else {
                String query = parts[2].substring(parts[2].indexOf('?') + 1);
                assertThat(parts[2]).startsWith(URL + "?");
                assertThat(isAllowed(query)).as(parts[1]).isTrue();
                assertThat(isAllowed("/hls/2/720p/a.ts", query, VIEWER))
                        .as(parts[1])
                        .isFalse();
                urls++;
            }
        }
        assertThat(urls).isEqualTo(12);
        clock.advance(Duration.ofSeconds(60));
        resource("/signed-urls.tsv")
                .lines()
                .filter(line -> line.startsWith("url"))
                .forEach(line -> assertThat(isAllowed(line.substring(line.indexOf('?') + 1)))
                        .as(line)
                        .isFalse());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CloudFrontUrlsTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static PublicKey publicKey(String algorithm, String encoded) throws GeneralSecurityException {
        byte[] key = Base64.getDecoder().decode(encoded);
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(key));
    }

    private static HandSigner signer(String algorithm) {
        return algorithm.endsWith("RSA") ? rsa : curve;
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1withECDSA,''",
        "SHA1withRSA,''",
        "SHA1withECDSA,&Hash-Algorithm=SHA1",
        "SHA1withRSA,&Hash-Algorithm=SHA1",
        "SHA256withECDSA,&Hash-Algorithm=SHA256",
        "SHA256withRSA,&Hash-Algorithm=SHA256",
    })
    void everyKindOfKeyAndHash(String algorithm, String named) throws GeneralSecurityException {
        assertThat(isAllowed(signer(algorithm).canned(URL, SOON, algorithm) + named))
                .isTrue();
        assertThat(isAllowed(signer(algorithm).custom(policy(STREAM, before(SOON)), algorithm) + named))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SHA1withECDSA,&Hash-Algorithm=SHA256",
        "SHA1withRSA,&Hash-Algorithm=SHA256",
        "SHA256withECDSA,''",
        "SHA256withRSA,''",
        "SHA256withECDSA,&Hash-Algorithm=SHA1",
        "SHA256withRSA,&hash-algorithm=SHA256",
        "SHA256withRSA,&Hash-Algorithm=sha256",
        "SHA256withRSA,&Hash-Algorithm=",
        "SHA256withRSA,&Hash-Algorithm",
        "SHA256withRSA,&Hash-Algorithm=SHA256&Hash-Algorithm=SHA256",
        "SHA256withRSA,&Hash-Algorithm=SHA256&Hash-Algorithm=SHA1",
        "SHA512withRSA,&Hash-Algorithm=SHA512",
        "SHA224withRSA,&Hash-Algorithm=SHA224",
        "MD5withRSA,&Hash-Algorithm=MD5",
    })
    void aHashOtherThanTheOneThatSigned(String algorithm, String named) throws GeneralSecurityException {
        assertThat(isAllowed(signer(algorithm).canned(URL, SOON, algorithm) + named))
                .isFalse();
        assertThat(isAllowed(signer(algorithm).custom(policy(STREAM, before(SOON)), algorithm) + named))
                .isFalse();
    }

    @Test
    void aSignatureInTheNameOfAKeyOfTheOtherKind() throws GeneralSecurityException {
        for (String query : List.of(
                curve.canned(URL, SOON, "SHA1withECDSA").replace("KCURVE", "KRIVEST"),
                rsa.canned(URL, SOON, "SHA1withRSA").replace("KRIVEST", "KCURVE"),
                curve.custom(policy(STREAM, before(SOON)), "SHA1withECDSA").replace("KCURVE", "KRIVEST"),
                rsa.custom(policy(STREAM, before(SOON)), "SHA1withRSA").replace("KRIVEST", "KCURVE"))) {
            assertThat(isAllowed(query)).isFalse();
        }
    }

    @Test
    void aCannedSignatureOpensItsOwnUrlOnly() throws GeneralSecurityException {
        String query = rsa.canned(URL, SOON, "SHA1withRSA");
        assertThat(isAllowed(query)).isTrue();
        assertThat(isAllowed("/hls/1/720p/b.ts", query, VIEWER)).isFalse();
        assertThat(isAllowed("/hls/1/720p/a.ts/", query, VIEWER)).isFalse();
        assertThat(isAllowed("/hls/10/720p/a.ts", query, VIEWER)).isFalse();
        assertThat(isAllowed(rsa.canned("https://edge.example:8081" + PATH, SOON, "SHA1withRSA")))
                .isFalse();
        assertThat(isAllowed(rsa.canned("http://other.example:8081" + PATH, SOON, "SHA1withRSA")))
                .isFalse();
        assertThat(isAllowed(rsa.canned(PATH, SOON, "SHA1withRSA"))).isFalse();
    }

    /** No wildcard is ever looked for in a canned policy: its resource is what was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"/hls/1/*", "/hls/1/720p/?.ts", "/*", "*", "/hls/1/720p/a.ts*"})
    void aCannedSignatureOverAWildcardOpensNothing(String resource) throws GeneralSecurityException {
        String query = curve.canned(ORIGIN + resource, SOON, "SHA1withECDSA");
        assertThat(isAllowed(query)).isFalse();
        assertThat(isAllowed("/hls/1/*", query, VIEWER)).isFalse();
    }

    @Test
    void aWildcardInTheRestOfTheQueryIsRefused() throws GeneralSecurityException {
        String url = URL + "?x=*";
        assertThat(isAllowed("x=*&" + curve.canned(url, SOON, "SHA1withECDSA"))).isFalse();
        // A custom policy in canned clothes: both have the same document.
        assertThat(isAllowed(PATH, "*&" + curve.canned(URL + "?*", SOON, "SHA1withECDSA"), VIEWER))
                .isFalse();
    }

    @Test
    void theRestOfTheQueryIsPartOfACannedSignature() throws GeneralSecurityException {
        String query = curve.canned(URL + "?size=large&a=b", SOON, "SHA1withECDSA");
        assertThat(isAllowed("size=large&a=b&" + query)).isTrue();
        assertThat(isAllowed(query + "&size=large&a=b")).isTrue();
        assertThat(isAllowed("size=large&" + query + "&a=b")).isTrue();
        for (String other :
                List.of("", "size=small&a=b&", "a=b&size=large&", "size=large&a=b&c&", "size=large&a=b&&")) {
            assertThat(isAllowed(other + query)).as(other).isFalse();
        }
        String plain = curve.canned(URL, SOON, "SHA1withECDSA");
        assertThat(isAllowed(plain)).isTrue();
        assertThat(isAllowed("v=1&" + plain)).isFalse();
    }

    @Test
    void aQueryCanNotEndTheDocumentEarly() throws GeneralSecurityException {
        // The document of a URL with a condition smuggled into it is the document of another policy.
        String smuggled = "x\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1}}},{\"Resource\":\"y";
        assertThat(isAllowed(smuggled + "&" + curve.canned(URL + "?" + smuggled, SOON, "SHA1withECDSA")))
                .isFalse();
        for (String odd : List.of("\"", "\\", "é", "\t", " ")) {
            assertThat(isAllowed("x=" + odd + "&" + curve.canned(URL + "?x=" + odd, SOON, "SHA1withECDSA")))
                    .as(odd)
                    .isFalse();
        }
    }

    @Test
    void theExpiryOfACannedSignatureCanNotBeMoved() throws GeneralSecurityException {
        String query = rsa.canned(URL, SOON, "SHA1withRSA");
        for (String expires : List.of(
                Long.toString(SOON + 1),
                "0" + SOON,
                SOON + ".0",
                SOON + "e0",
                "-1",
                "",
                "%31",
                "9999999999999",
                "+" + SOON)) {
            assertThat(isAllowed(query.replace("Expires=" + SOON, "Expires=" + expires)))
                    .as(expires)
                    .isFalse();
        }
        assertThat(isAllowed(query + "&Expires=" + SOON)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(isAllowed(query)).isFalse();
    }

    @Test
    void bothPoliciesAtOnceAreNeither() throws GeneralSecurityException {
        String canned = curve.canned(URL, SOON, "SHA1withECDSA");
        String custom = curve.custom(policy(STREAM, before(SOON)), "SHA1withECDSA");
        assertThat(isAllowed(custom + "&Expires=" + SOON)).isFalse();
        assertThat(isAllowed(canned + "&" + custom.split("&", -1)[0])).isFalse();
        assertThat(isAllowed(custom + "&" + canned)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.1,true",
        "192.0.2.77/32,192.0.2.77,true",
        "0.0.0.0/0,203.0.113.5,true",
        "2001:db8::/32,2001:db8::7,true",
        "192.0.2.0/24,192.0.3.1,false",
        "192.0.2.77/32,192.0.2.78,false",
        "0.0.0.0/0,2001:db8::7,false",
        "2001:db8::/32,2001:db9::7,false",
        "2001:db8::/32,192.0.2.1,false",
        "192.0.2.77,192.0.2.77,false",
    })
    void theAddressOfTheViewer(String block, String viewer, boolean allowed) throws GeneralSecurityException {
        String query = rsa.custom(policy(STREAM, before(SOON), viewersFrom(block)), "SHA1withRSA");
        assertThat(isAllowed(PATH, query, viewer)).isEqualTo(allowed);
    }

    @Test
    void aGoodSignatureThatIsRememberedDoesNotHelpAnotherAddress() throws GeneralSecurityException {
        String query = curve.custom(policy(STREAM, before(SOON), viewersFrom("192.0.2.77/32")), "SHA1withECDSA");
        assertThat(isAllowed(PATH, query, "192.0.2.77")).isTrue();
        assertThat(isAllowed(PATH, query, "192.0.2.78")).isFalse();
        assertThat(isAllowed(PATH, query, "192.0.2.77")).isTrue();
    }

    @Test
    void aKeyThatChangesUnderItsNameIsLookedAtAgain() throws GeneralSecurityException {
        String query = curve.canned(URL, SOON, "SHA1withECDSA");
        assertThat(isAllowed(query)).isTrue();
        keys.put(curve.id(), HandSigner.curve("x").pair().getPublic());
        assertThat(isAllowed(query)).isFalse();
    }
}
