package dev.headwater.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.origin.OriginAccess;
import dev.headwater.core.store.ObjectMeta;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What edges on other machines read, and that nobody else does. */
abstract class OriginSuite extends HttpSuite {
    private static final String TOKEN = "s3cret-token_of-an~edge";
    private static final String OBJECTS = "/internal/edge/objects/";
    private static final String SEGMENT = "hls/1/720p/2026030612/2026030612-1-7-00000000000000ab.ts";
    private static final String MOVIE = "hls/2/file/movie.mp4";
    private static final byte[] BYTES = bytes(100_000);
    private static final byte[] LARGE = bytes(5_000_000);

    private final OpenedObjects store = new OpenedObjects(headend.stores().objects());

    @Override
    void fill() {
        store.put(SEGMENT, BYTES, ObjectMeta.segment());
        store.put(MOVIE, LARGE, new ObjectMeta("video/mp4", null, null));
        store.put("hls/1/zipped", BYTES, new ObjectMeta("text/plain", "no-cache", "gzip"));
        store.put("hls/1/empty", new byte[0], ObjectMeta.segment());
        store.put("listing/all/live.json", BYTES, ObjectMeta.segment());
        Map<String, PublicKey> keys = headend.signingKeys().publicKeys();
        headend.openTo(new Headend.Origin(store, new OriginAccess() {
            @Override
            public boolean accepts(String bearerToken) {
                return MessageDigest.isEqual(bearerToken.getBytes(UTF_8), TOKEN.getBytes(UTF_8));
            }

            @Override
            public Map<String, PublicKey> keys() {
                return keys;
            }

            @Override
            public Set<Integer> withheld() {
                return headend.takedowns().streams();
            }
        }));
    }

    @AfterEach
    void everythingIsClosedAgain() {
        Eventually.holds("nothing is open in the store", () -> store.open().get() == 0);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private Reply ask(String method, String target, String... headers) {
        Ask ask = Ask.of(method, target).with("Authorization", "Bearer " + TOKEN);
        for (int i = 0; i < headers.length; i += 2) {
            ask = ask.with(headers[i], headers[i + 1]);
        }
        return send(ask);
    }

    private Reply object(String key, String... headers) {
        return ask("GET", OBJECTS + key, headers);
    }

    private String etag() {
        return object(SEGMENT).header("ETag").orElseThrow();
    }

    @Test
    void anObjectWithItsMeta() {
        Reply reply = object(SEGMENT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(BYTES);
        assertThat(reply.header("Content-Length")).hasValue("100000");
        assertThat(reply.header("Content-Type")).hasValue("video/mp2t");
        assertThat(reply.header("Cache-Control")).hasValue(ObjectMeta.IMMUTABLE);
        assertThat(reply.header("Content-Encoding")).isEmpty();
        assertThat(reply.header("ETag").orElse("")).matches("\"[^\"]+\"");
        assertThat(reply.header("Accept-Ranges")).hasValue("bytes");
    }

    @Test
    void metaIsTheObjectsOwnAndNothingIsAdded() {
        Reply zipped = object("hls/1/zipped");
        assertThat(zipped.header("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.header("Cache-Control")).hasValue("no-cache");
        assertThat(zipped.body()).isEqualTo(BYTES);
        Reply movie = object(MOVIE);
        assertThat(movie.body()).isEqualTo(LARGE);
        assertThat(movie.header("Content-Type")).hasValue("video/mp4");
        assertThat(movie.header("Cache-Control")).isEmpty();
        assertThat(movie.header("Last-Modified")).isEmpty();
        Reply empty = object("hls/1/empty");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.header("Content-Length")).hasValue("0");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,1",
        "bytes=10-19,10,10",
        "bytes=99990-,99990,10",
        "bytes=-5,99995,5",
        "bytes=5-999999,5,99995"
    })
    void aPart(String range, int offset, int length) {
        int asked = store.asked().get();
        Reply reply = object(SEGMENT, "Range", range);
        boolean fromTheEnd = range.startsWith("bytes=-");
        assertThat(store.asked()).hasValue(asked + (fromTheEnd ? 2 : 1));
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.body()).isEqualTo(Arrays.copyOfRange(BYTES, offset, offset + length));
        assertThat(reply.header("Content-Range")).hasValue("bytes " + offset + "-" + (offset + length - 1) + "/100000");
        assertThat(reply.header("Content-Type")).hasValue("video/mp2t");
        assertThat(reply.header("ETag")).hasValue(etag());
    }

    @Test
    void partsThatCanNotBeOrDoNotCount() {
        Reply behind = object(SEGMENT, "Range", "bytes=100000-");
        assertThat(behind.status()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).hasValue("bytes */100000");
        assertThat(object(SEGMENT, "Range", "bytes=0-1,3-4").body()).isEqualTo(BYTES);
        assertThat(object(SEGMENT, "Range", "bytes=0-9", "If-Range", "\"old\"").status())
                .isEqualTo(200);
        assertThat(object(SEGMENT, "Range", "bytes=0-9", "If-Range", etag()).status())
                .isEqualTo(206);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=0-9", "bytes=5-", "bytes=-5", "bytes=99999999999999999999-"})
    void ofNothingThereIsNoPart(String range) {
        Reply reply = object("hls/1/empty", "Range", range);
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("Content-Range")).hasValue("bytes */0");
        assertThat(object("hls/1/none", "Range", range).status()).isEqualTo(404);
    }

    @Test
    void anObjectThatCanNotBeDescribedIsClosed() {
        store.put("hls/1/odd", BYTES, new ObjectMeta("no media type", null, null));
        assertThat(object("hls/1/odd").status()).isEqualTo(500);
        assertThat(object("hls/1/odd", "Range", "bytes=0-9").status()).isEqualTo(500);
        assertThat(object("hls/1/odd", "Range", "bytes=-9").status()).isEqualTo(500);
    }

    @Test
    void whatTheEdgeHasAlready() {
        Reply reply = object(SEGMENT, "If-None-Match", etag());
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.header("ETag")).hasValue(etag());
        assertThat(object(SEGMENT, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void headTellsTheSameWithoutABodyAndReadsNothing() {
        for (String key : List.of(SEGMENT, MOVIE, "hls/1/zipped")) {
            Reply get = object(key);
            long read = store.read().get();
            Reply head = ask("HEAD", OBJECTS + key);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            for (String name : List.of("Content-Length", "Content-Type", "ETag", "Cache-Control", "Content-Encoding")) {
                assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
            }
            assertThat(store.read()).hasValue(read);
        }
        assertThat(ask("HEAD", OBJECTS + "hls/1/none").status()).isEqualTo(404);
    }

    @Test
    void theKeysAnEdgeHasToTrust() throws Exception {
        Reply reply = ask("GET", "/internal/edge/keys");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(reply.header("Cache-Control")).hasValue("no-store");
        Map<String, PublicKey> expected = headend.signingKeys().publicKeys();
        JsonNode keys = reply.json().get("keys");
        assertThat(keys).hasSize(expected.size());
        for (JsonNode key : keys) {
            assertThat(key.get("algorithm").asText()).isEqualTo("EC");
            byte[] encoded = Base64.getDecoder().decode(key.get("publicKey").asText());
            assertThat(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)))
                    .isEqualTo(expected.get(key.get("id").asText()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer s3cret-token_of-an~edg",
                "Bearer s3cret-token_of-an~edge2",
                "Bearer  s3cret-token_of-an~edge",
                "Basic s3cret-token_of-an~edge",
                "s3cret-token_of-an~edge",
            })
    void nobodyElseGetsIn(String authorization) {
        int asked = store.asked().get();
        for (String target : List.of(OBJECTS + SEGMENT, OBJECTS + "hls/1/none", "/internal/edge/keys")) {
            for (String method : List.of("GET", "HEAD")) {
                Reply reply = send(Ask.of(method, target).with("Authorization", authorization));
                assertThat(reply.status()).as(method + target).isEqualTo(401);
                assertThat(reply.header("WWW-Authenticate")).hasValue("Bearer");
                assertThat(reply.text()).doesNotContain("s3cret");
            }
        }
        assertThat(get(OBJECTS + SEGMENT).status()).isEqualTo(401);
        assertThat(store.asked()).hasValue(asked);
        assertThat(get("/internal/edge/keys?token=" + TOKEN).status()).isEqualTo(401);
        assertThat(ask("GET", "/internal/edge/keys", "Authorization", "Bearer " + TOKEN)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hls/1/none.ts",
                "listing/all/live.json",
                "hls/../listing/all/live.json",
                "hls/%2e%2e/listing/all/live.json",
                "hls/1/%2e%2e/%2e%2e/listing/all/live.json",
                "hls%2f1%2fzipped",
                "hls/1/zippe%64",
                "hls//1/zipped",
                "/hls/1/zipped",
                "hls/1/zipped/",
                "hls/1/zipped;x",
                "hls/",
                "hls",
                "",
            })
    void nothingButMediaIsThere(String key) {
        assertThat(object(key).status()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingIsWritten(String method) {
        assertThat(ask(method, OBJECTS + SEGMENT).status()).isIn(404, 405);
        assertThat(object(SEGMENT).body()).isEqualTo(BYTES);
    }
}
