package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.aws.FaultyProxy.Fault;
import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult.Written;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore.Write;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** DynamoDB at fault: asked again a bounded number of times, then a clear error; what was acknowledged stays. */
class FaultsTest {
    private static final Key KEY = new Key("LINE#secret-name", "LINE");
    private static final Body BODY = Body.of(1, "{\"password\":\"secret-word\"}");

    @ParameterizedTest
    @ValueSource(strings = {"ProvisionedThroughputExceededException", "ThrottlingException"})
    void aMomentOfThrottlingIsWaitedFor(String code) throws Exception {
        try (Faulty dynamo = new Faulty()) {
            dynamo.proxy.plan(Faulty.first(1, Faulty.error(400, code)));
            assertThat(dynamo.table.put(KEY, BODY, Condition.ifAbsent())).isEqualTo(new Written(1));
            assertThat(dynamo.proxy.seen()).hasSize(2);
        }
    }

    @Test
    void faultsThatStayAreToldAfterABoundedNumberOfRequests() throws Exception {
        try (Faulty dynamo = Faulty.impatient()) {
            dynamo.proxy.plan(Faulty.always(Faulty.error(500, "InternalServerError")));
            assertFails(dynamo, "DynamoDB answered InternalServerError (asked 3 times)");
            dynamo.proxy.plan(Faulty.always(new Fault.LostRequest()));
            assertFails(dynamo, "DynamoDB did not answer (asked 3 times)");
            dynamo.proxy.plan(Faulty.always(new Fault.Silence()));
            assertFails(dynamo, "DynamoDB did not answer (asked 3 times)");
            dynamo.proxy.plan(Faulty.first(0, new Fault.Silence()));
            assertThat(dynamo.table.get(KEY)).isEmpty();
        }
    }

    @Test
    void noCredentialsAreNoOutage() {
        DynamoFaults faults = new DynamoFaults("any");
        assertThat(faults.of(SdkClientException.create(
                                "Unable to load credentials from any of the providers in the chain"))
                        .getMessage())
                .startsWith("no credentials for AWS were found: set AWS_PROFILE");
        assertThat(faults.of(SdkClientException.create("Unable to execute HTTP request"))
                        .getMessage())
                .isEqualTo("table any: DynamoDB did not answer");
    }

    @Test
    void throttlingThatStaysIsTold() throws Exception {
        try (Faulty dynamo = new Faulty(1, time -> {})) {
            dynamo.proxy.plan(Faulty.always(Faulty.error(400, "ThrottlingException")));
            assertThatThrownBy(() -> dynamo.table.get(KEY))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("table " + dynamo.name + ": DynamoDB wants fewer requests");
        }
    }

    @Test
    void someFaultsOfEachKindChangeNothing() throws Exception {
        try (Faulty dynamo = new Faulty()) {
            for (Fault fault : List.of(
                    Faulty.error(500, "InternalServerError"),
                    Faulty.error(503, "ServiceUnavailable"),
                    new Fault.LostRequest(),
                    new Fault.LostReply())) {
                Key key = new Key("FAULT#" + fault.getClass().getSimpleName() + fault.hashCode(), "A");
                dynamo.proxy.plan(Faulty.first(1, fault));
                assertThat(dynamo.table.put(key, BODY, Condition.ifAbsent())).isEqualTo(new Written(1));
                dynamo.proxy.plan(Faulty.first(1, fault));
                assertThat(dynamo.table.get(key)).contains(new Item(key, BODY, 1));
                dynamo.proxy.plan(Faulty.first(1, fault));
                assertThat(dynamo.table.query(Query.all(key.pk())).items()).hasSize(1);
                dynamo.proxy.plan(Faulty.first(1, fault));
                assertThat(dynamo.table.delete(key, Condition.always())).isTrue();
                assertThat(dynamo.direct.get(key)).isEmpty();
            }
        }
    }

    @Test
    void aThrottledBatchIsWrittenWholeAndWaitsAtRandom() throws Exception {
        Queue<Duration> waited = new ConcurrentLinkedQueue<>();
        try (Faulty dynamo = new Faulty(1, waited::add)) {
            dynamo.proxy.plan(
                    Faulty.each(3, "UpdateItem", Faulty.error(400, "ProvisionedThroughputExceededException")));
            List<Write> writes = many();
            dynamo.table.putAll(writes);
            assertThat(waited).hasSizeGreaterThan(50).allMatch(time -> time.compareTo(Duration.ofSeconds(5)) <= 0);
            assertThat(Set.copyOf(waited)).hasSizeGreaterThan(10);
            assertThat(dynamo.direct.query(Query.all("P")).items())
                    .hasSize(writes.size())
                    .allMatch(item -> item.version() == 1);
        }
    }

    /** Its threads are virtual, and have to come back from a silent socket too. */
    @Test
    void silenceAndLostRepliesHoldNoBatchUp() throws Exception {
        try (Faulty dynamo = Faulty.impatient()) {
            AtomicInteger count = new AtomicInteger();
            dynamo.proxy.plan(request -> switch (count.getAndIncrement() % 50) {
                case 0 -> new Fault.Silence();
                case 20 -> new Fault.SilentReply();
                case 40 -> new Fault.LostReply();
                default -> new Fault.None();
            });
            dynamo.table.putAll(many());
            assertThat(dynamo.direct.query(Query.all("P")).items()).hasSize(200).allMatch(item -> item.version() == 1);
        }
    }

    @Test
    void whoIsInterruptedIsToldAndStaysInterrupted() throws Exception {
        try (Faulty dynamo = new Faulty()) {
            dynamo.proxy.plan(Faulty.always(new Fault.Silence()));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> dynamo.table.get(KEY)).isInstanceOf(StoreException.class);
            assertThat(Thread.interrupted()).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> dynamo.table.putAll(many())).isInstanceOf(StoreException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aBatchThatStaysThrottledEndsWithAnError() throws Exception {
        Queue<Duration> waited = new ConcurrentLinkedQueue<>();
        try (Faulty dynamo = new Faulty(1, waited::add)) {
            dynamo.proxy.plan(Faulty.always(Faulty.error(400, "ProvisionedThroughputExceededException")));
            assertThatThrownBy(() -> dynamo.table.putAll(many()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(dynamo.name);
            assertThat(dynamo.proxy.seen()).hasSizeLessThanOrEqualTo(32 * 13);
            assertThat(waited).hasSizeGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void aFaultEndsTheRestOfABatch() throws Exception {
        try (Faulty dynamo = new Faulty(1, time -> {})) {
            dynamo.proxy.plan(Faulty.always(Faulty.error(500, "InternalServerError")));
            assertThatThrownBy(() -> dynamo.table.putAll(many())).isInstanceOf(StoreException.class);
            assertThat(dynamo.proxy.seen()).hasSizeLessThanOrEqualTo(32);
        }
    }

    @Test
    void whatIsLeftOutOfManyIsAskedForAgain() throws Exception {
        Queue<Duration> waited = new ConcurrentLinkedQueue<>();
        try (Faulty dynamo = new Faulty(1, waited::add)) {
            dynamo.direct.put(KEY, BODY, Condition.always());
            AtomicInteger count = new AtomicInteger();
            dynamo.proxy.plan(request -> count.getAndIncrement() < 2 ? leftOut(request) : new Fault.None());
            assertThat(dynamo.table.getAll(List.of(KEY, new Key("NONE", "A")))).containsExactly(new Item(KEY, BODY, 1));
            assertThat(waited).hasSize(2);
            dynamo.proxy.plan(FaultsTest::leftOut);
            assertThatThrownBy(() -> dynamo.table.getAll(List.of(KEY)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(dynamo.name);
            assertThat(waited).hasSize(2 + 6);
        }
    }

    @Test
    void aMissingTableIsNamed() throws Exception {
        try (Faulty dynamo = new Faulty()) {
            dynamo.proxy.plan(Faulty.always(Faulty.error(400, "ResourceNotFoundException")));
            assertThatThrownBy(() -> dynamo.table.get(KEY)).hasMessage("there is no table " + dynamo.name + " here");
            assertThat(dynamo.proxy.seen()).hasSize(1);
        }
    }

    /** DynamoDB quotes what it refuses. */
    @Test
    void noErrorTellsWhatWasWritten() throws Exception {
        try (Faulty dynamo = new Faulty(1, time -> {})) {
            for (Fault fault : List.of(
                    Faulty.error(400, "ValidationException", ",\"message\":\"Bad value; {S:secret-word} secret-name\""),
                    Faulty.error(500, "InternalServerError"),
                    new Fault.LostRequest())) {
                dynamo.proxy.plan(Faulty.always(fault));
                assertThatThrownBy(() -> dynamo.table.put(KEY, BODY, Condition.always()))
                        .satisfies(
                                e -> assertThat(trace(e)).contains(dynamo.name).doesNotContain("secret"));
            }
            dynamo.proxy.plan(request -> Faulty.answer("{\"Item\":{\"pk\":{\"S\":\"secret-name\"}}}"));
            assertThatThrownBy(() -> dynamo.table.get(KEY))
                    .isInstanceOf(StoreException.class)
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
        }
    }

    @Test
    void aClosedClientIsAFaultOfTheStore() throws Exception {
        Faulty dynamo = new Faulty();
        dynamo.close();
        assertThatThrownBy(() -> dynamo.table.get(KEY)).isInstanceOf(StoreException.class);
    }

    private static void assertFails(Faulty dynamo, String message) {
        dynamo.proxy.forget();
        assertThatThrownBy(() -> dynamo.table.get(KEY))
                .isInstanceOf(StoreException.class)
                .hasMessage("table " + dynamo.name + ": " + message);
        assertThat(dynamo.proxy.seen()).hasSize(Faulty.ATTEMPTS);
    }

    /** Nothing was read of what was asked for. */
    private static Fault leftOut(Request request) {
        return Faulty.answer(Faulty.text(request).replace("\"RequestItems\"", "\"Responses\":{},\"UnprocessedKeys\""));
    }

    private static List<Write> many() {
        return IntStream.range(0, 200)
                .mapToObj(i -> new Write(new Key("P", "k" + i), BODY))
                .toList();
    }

    private static String trace(Throwable e) {
        StringWriter out = new StringWriter();
        e.printStackTrace(new PrintWriter(out));
        return out.toString();
    }
}
