package dev.headwater.edge.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.headwater.core.store.StoreException;
import dev.headwater.edge.origin.StubOrigin.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class OriginKeysTest {
    private static final PublicKey CURVE = curve("secp256r1");
    private static final PublicKey RSA = rsa(2048);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(OriginKeys.class);
    private StubOrigin stub;
    private Origin origin;

    @BeforeEach
    void start() throws IOException {
        logged.start();
        logger.addAppender(logged);
        stub = new StubOrigin();
        origin = new Origin(OriginConfig.of(stub.address(), StubOrigin.TOKEN).withKeysEvery(Duration.ofMillis(20)));
    }

    @AfterEach
    void stop() {
        origin.close();
        stub.close();
        logger.detachAppender(logged);
    }

    private static PublicKey curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicKey rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void untilAskedTwiceMore() {
        int asked = stub.keyReads.get();
        until(() -> stub.keyReads.get() > asked + 2);
    }

    @Test
    void findsKeysOfBothKindsAndFollowsChanges() {
        stub.keys(Map.of("KA", CURVE));
        assertThat(origin.keys().areKnown()).isFalse();
        origin.start();
        until(origin.keys()::areKnown);
        assertThat(origin.keys().apply("KA")).contains(CURVE);
        assertThat(origin.keys().apply("KB")).isEmpty();
        stub.keys(Map.of("KB", RSA));
        until(() -> origin.keys().apply("KB").isPresent());
        assertThat(origin.keys().apply("KB")).contains(RSA);
        assertThat(origin.keys().apply("KA")).isEmpty();
        assertThat(logged.list).isEmpty();
    }

    @Test
    void waitsForAnOriginThatIsNotReadyYet() {
        stub.fault(Fault.ERROR);
        origin.start();
        until(() -> !List.copyOf(logged.list).isEmpty());
        assertThat(origin.keys().areKnown()).isFalse();
        stub.keys(Map.of("KA", CURVE));
        stub.fault(Fault.NONE);
        until(origin.keys()::areKnown);
    }

    @Test
    void keepsTheLastGoodOnesAndSaysSoOnce() {
        stub.keys(Map.of("KA", CURVE));
        origin.start();
        until(origin.keys()::areKnown);
        stub.keys("{\"keys\":[]}");
        untilAskedTwiceMore();
        stub.keys("<html>");
        untilAskedTwiceMore();
        assertThat(origin.keys().apply("KA")).contains(CURVE);
        assertThat(List.copyOf(logged.list)).hasSize(1);
        stub.keys(Map.of("KA", CURVE));
        until(() -> logged.list.size() == 2);
        untilAskedTwiceMore();
        assertThat(List.copyOf(logged.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("keeping the last"),
                        good -> assertThat(good).contains("there again"));
    }

    @Test
    void aRefusedTokenIsSaidWithoutTheToken() {
        try (Origin stranger = new Origin(OriginConfig.of(stub.address(), "another-t0ken"))) {
            stranger.start();
            until(() -> !List.copyOf(logged.list).isEmpty());
            assertThat(logged.list.getFirst().getFormattedMessage())
                    .contains("refuses the token")
                    .doesNotContain("another-t0ken");
        }
    }

    private static String row(String id, String key, String algorithm) {
        return "{\"id\":\"" + id + "\",\"publicKey\":\"" + key + "\",\"algorithm\":\"" + algorithm + "\"}";
    }

    private static String base64(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static Map<String, PublicKey> parse(String... rows) {
        return KeysDocument.parse(("{\"keys\":[" + String.join(",", rows) + "]}").getBytes(StandardCharsets.UTF_8))
                .keys();
    }

    @Test
    void passesOverWhatANewerOriginAdds() {
        String more = "{\"since\":{\"x\":[1,true,null,\"y\",[]]},\"keys\":[{\"use\":[\"a\"],"
                + row("KA", base64(CURVE), "EC").substring(1) + "," + row("KX", "AAAA", "ML-DSA") + "],\"next\":12}";
        assertThat(KeysDocument.parse(more.getBytes(StandardCharsets.UTF_8)).keys())
                .isEqualTo(Map.of("KA", CURVE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"keys\":{}}",
                "{\"keys\":[]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[\"K\"]}",
                "{\"keys\":[{\"id\":\"K\",\"algorithm\":\"EC\"}]}",
                "{\"keys\":[{\"id\":\"K\",\"publicKey\":\"AAAA\"}]}",
                "{\"keys\":[{\"publicKey\":\"AAAA\",\"algorithm\":\"EC\"}]}",
                "{\"keys\":[{\"id\":\"K\",\"publicKey\":\"AAAA\",\"algorithm\":\"EC\"}]}",
                "{\"keys\":[{\"id\":\"K\",\"publicKey\":\"??\",\"algorithm\":\"EC\"}]}",
                "{\"keys\":[{\"id\":\"K\",\"publicKey\":\"AAAA\",\"algorithm\":\"DSA\"}]}",
            })
    void otherDocumentsAreNone(String document) {
        assertThatThrownBy(() -> KeysDocument.parse(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void keysThatAreWeakOrWronglyNamedSpoilTheDocument() {
        String good = row("KA", base64(CURVE), "EC");
        assertThat(parse(good)).hasSize(1);
        for (String bad : List.of(
                row("KB", base64(curve("secp384r1")), "EC"),
                row("KB", base64(rsa(1024)), "RSA"),
                row("KB", base64(RSA), "EC"),
                row("KB", base64(CURVE), "RSA"),
                row("K-B", base64(CURVE), "EC"),
                row("KA", base64(RSA), "RSA"),
                row("", base64(CURVE), "EC"))) {
            assertThatThrownBy(() -> parse(good, bad)).as(bad).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void deepNestingIsRefused() {
        byte[] deep = ("{\"a\":" + "[".repeat(30_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> KeysDocument.parse(deep)).isInstanceOf(StoreException.class);
    }

    @Property
    void noBytesBreakIt(@ForAll byte[] document) {
        assertThatThrownBy(() -> KeysDocument.parse(document)).isInstanceOf(StoreException.class);
    }
}
