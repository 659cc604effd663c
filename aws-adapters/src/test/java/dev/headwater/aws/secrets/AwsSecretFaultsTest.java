package dev.headwater.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.FaultyProxy;
import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.StubSecretsManager;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.aws.client.AwsLimits;
import dev.headwater.core.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults, rotation, and what must not be told. */
final class AwsSecretFaultsTest {
    /** Where something is silent; elsewhere a busy machine would be taken for it. */
    private static final AwsLimits SHORT = new AwsLimits(Duration.ofMillis(500), Duration.ofSeconds(3), 3);

    private static final AwsLimits LONG = new AwsLimits(Duration.ofSeconds(10), Duration.ofSeconds(30), 3);
    private static final String CANARY = "canary-d41d8cd98f00b204";
    private static final String PREFIX = "hw/";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private StubSecretsManager stub;
    private FaultyProxy proxy;
    private AwsClients clients;
    private AwsSecretStore store;

    @BeforeEach
    void open() throws IOException {
        stub = StubSecretsManager.start();
        proxy = FaultyProxy.before(stub.endpoint());
        clients = new AwsClients(StubSecretsManager.access(proxy.endpoint()));
        store = other();
    }

    @AfterEach
    void close() throws IOException {
        clients.close();
        proxy.close();
        stub.close();
    }

    @Test
    void aRotationIsSeenWhenWhatIsKnownIsOld() {
        store.put("key", bytes("one"));
        other().put("key", bytes("two"));
        assertThat(get("key")).isEqualTo("one");
        now.updateAndGet(then -> then.plus(AwsSecretStore.REFRESHED_AFTER).minusSeconds(1));
        assertThat(get("key")).isEqualTo("one");
        now.updateAndGet(then -> then.plusSeconds(1));
        assertThat(get("key")).isEqualTo("two");
    }

    @Test
    void aProcessThatIsRestoredReadsAgain() {
        store.put("key", bytes("one"));
        other().put("key", bytes("two"));
        store.refresh();
        assertThat(get("key")).isEqualTo("two");
    }

    @Test
    void whatIsKnownIsReadFromMemory() {
        store.put("key", bytes("one"));
        proxy.forget();
        for (int i = 0; i < 100; i++) {
            get("key");
        }
        assertThat(proxy.seen()).isEmpty();
    }

    @Test
    void whatIsKnownStaysGoodWhileTheServiceIsAtFault() {
        store.put("key", bytes("one"));
        other().put("key", bytes("two"));
        now.updateAndGet(then -> then.plus(AwsSecretStore.REFRESHED_AFTER));
        proxy.plan(request -> error(500, "InternalServiceError"));
        proxy.forget();
        assertThat(get("key")).isEqualTo("one");
        assertThat(get("key")).isEqualTo("one");
        assertThat(proxy.seen()).hasSize(LONG.attempts());
        proxy.plan(request -> new Fault.None());
        now.updateAndGet(then -> then.plusSeconds(15));
        assertThat(get("key")).isEqualTo("two");
    }

    @Test
    void aSecretThatIsToGoIsAnErrorThatSaysWhatToDo() {
        store.put("key", bytes(CANARY));
        stub.scheduleDeletion(PREFIX + "key");
        assertThat(get("key")).isEqualTo(CANARY);
        now.updateAndGet(then -> then.plus(AwsSecretStore.REFRESHED_AFTER));
        for (int i = 0; i < 2; i++) {
            refused(() -> get("key"), "the secret hw/key can not be read", "scheduled for deletion", "restore-secret");
        }
        refused(() -> store.put("key", bytes("x")), "can not be kept", "scheduled for deletion");
        assertThat(store.names()).isEmpty();
    }

    @Test
    void textThatAnOperatorTypedIsASecretToo() {
        stub.set(PREFIX + "typed", "text");
        assertThat(get("typed")).isEqualTo("text");
    }

    @Test
    void aSecretWithoutAValueIsAnError() {
        stub.set(PREFIX + "empty", "");
        refused(() -> get("empty"), "the secret hw/empty is there and has no value");
    }

    /** The bytes may have come there: whoever asks again gets what is there. */
    @ParameterizedTest
    @ValueSource(strings = {"CreateSecret", "GetSecretValue", "PutSecretValue"})
    void aLostAnswerChangesNothing(String operation) {
        AtomicInteger left = new AtomicInteger(1);
        proxy.plan(request -> request.operation().equals(operation) && left.getAndDecrement() > 0
                ? new Fault.LostReply()
                : new Fault.None());
        assertThat(get("key")).isEqualTo(get("key"));
        store.put("other", bytes("x"));
        store.put("other", bytes("y"));
        AwsSecretStore second = other();
        assertThat(second.getOrCreate("key", () -> bytes("never")))
                .isEqualTo(store.getOrCreate("key", () -> bytes("-")));
        assertThat(second.getOrCreate("other", () -> bytes("never"))).isEqualTo(bytes("y"));
    }

    @Test
    void aServiceThatIsSilentOrDeniesIsSaid() {
        store = other(SHORT);
        proxy.plan(request -> new Fault.Silence());
        refused(() -> get("key"), "the secret hw/key can not be read", "did not answer in time");
        store = other();
        proxy.plan(request -> error(400, "ThrottlingException"));
        refused(() -> store.names(), "can not be listed", "asked too often");
        proxy.plan(request -> error(400, "AccessDeniedException"));
        refused(() -> store.put("key", bytes(CANARY)), "can not be kept", "denies access");
    }

    @Test
    void whatSecretsManagerCanNotKeepIsRefusedHere() {
        assertThatThrownBy(() -> store.put("key", new byte[65_537])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.put("key", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        store.put("key", new byte[65_536]);
        assertThat(store.getOrCreate("key", () -> bytes("x"))).hasSize(65_536);
    }

    @Test
    void manySecretsAreListedOverPagesAndThoseOfOthersAreNot() {
        for (String name : new String[] {"e", "d", "c", "b", "a"}) {
            store.put(name, bytes("x"));
        }
        stub.set("hw-other/f", "x");
        stub.set("hw/Not a name of ours", "x");
        assertThat(store.names()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void nothingTellsASecret() {
        store.put("key", bytes(CANARY));
        assertThat(store.toString()).contains(PREFIX).doesNotContain(CANARY);
        store.refresh();
        proxy.plan(request -> error(400, "InvalidParameterException"));
        refused(() -> store.getOrCreate("key", () -> bytes(CANARY)), "refuses the request");
        refused(() -> store.put("key", bytes(CANARY)), "refuses the request");
        proxy.plan(request -> new Fault.LostRequest());
        refused(() -> store.put("key", bytes(CANARY)), "can not be reached");
        proxy.plan(request ->
                request.operation().equals("CreateSecret") ? error(400, "EncryptionFailure") : new Fault.None());
        refused(() -> store.getOrCreate("new", () -> bytes(CANARY)), "the secret hw/new can not be made");
    }

    private void refused(Runnable call, String... words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(words)
                .satisfies(e -> {
                    StringWriter all = new StringWriter();
                    e.printStackTrace(new PrintWriter(all));
                    String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes(CANARY));
                    assertThat(all.toString()).doesNotContain(CANARY, encoded);
                });
    }

    private static Fault error(int status, String type) {
        return new Fault.Answer(
                status, "application/x-amz-json-1.1", bytes("{\"__type\":\"" + type + "\",\"message\":\"no\"}"));
    }

    private AwsSecretStore other() {
        return other(LONG);
    }

    private AwsSecretStore other(AwsLimits limits) {
        return new AwsSecretStore(clients.secrets(limits), PREFIX, now::get, _ -> {});
    }

    private String get(String name) {
        return new String(store.getOrCreate(name, () -> bytes("made")), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
