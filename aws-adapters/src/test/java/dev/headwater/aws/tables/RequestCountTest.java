package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.FaultyProxy.Request;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult.Conflict;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore.Write;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each operation asks of DynamoDB, which is what it costs: nothing on a hot path scans or reads before it writes. */
class RequestCountTest {
    private static final Key KEY = new Key("LINE#1", "LINE");
    private static final Body BODY = Body.of(1, "{}");

    private Faulty dynamo;

    @BeforeEach
    void open() throws Exception {
        dynamo = new Faulty();
    }

    @AfterEach
    void close() throws Exception {
        if (dynamo != null) {
            dynamo.close();
        }
    }

    @Test
    void oneRequestForEachOperation() {
        assertAsks(() -> dynamo.table.get(KEY), "GetItem");
        assertAsks(() -> dynamo.table.getAll(List.of(KEY, new Key("LINE#2", "LINE"))), "BatchGetItem");
        assertAsks(() -> dynamo.table.getAll(List.of()));
        assertAsks(() -> dynamo.table.put(KEY, BODY, Condition.ifAbsent()), "UpdateItem");
        assertAsks(() -> dynamo.table.put(KEY, BODY, Condition.ifVersion(1)), "UpdateItem");
        assertAsks(() -> dynamo.table.put(KEY, BODY, Condition.always()), "UpdateItem");
        assertAsks(() -> dynamo.table.query(Query.all("LINE#1")), "Query");
        assertAsks(() -> dynamo.table.query(new Query("LINE#1", "A", "Z", true, 5, "LINE")), "Query");
        assertAsks(() -> dynamo.table.query(new Query("LINE#1", "Z", "A", false, 5, null)));
        assertAsks(() -> dynamo.table.scan(10, null), "Scan");
        assertAsks(() -> dynamo.table.delete(KEY, Condition.ifAbsent()));
        assertAsks(() -> dynamo.table.delete(KEY, Condition.ifVersion(3)), "DeleteItem");
        assertAsks(() -> dynamo.table.delete(KEY, Condition.always()), "DeleteItem");
    }

    @Test
    void everyReadIsConsistent() {
        dynamo.table.get(KEY);
        dynamo.table.getAll(List.of(KEY));
        dynamo.table.query(Query.all("LINE#1"));
        dynamo.table.scan(10, null);
        assertThat(dynamo.proxy.seen())
                .allSatisfy(request -> assertThat(Faulty.text(request)).contains("\"ConsistentRead\":true"));
    }

    @Test
    void aBatchIsOneUpdateForEachItem() {
        List<Write> writes = IntStream.range(0, 60)
                .mapToObj(i -> new Write(new Key("P", "k" + i % 50), BODY))
                .toList();
        dynamo.table.putAll(writes);
        assertThat(dynamo.proxy.seen())
                .hasSize(50)
                .allSatisfy(request -> assertThat(request.operation()).isEqualTo("UpdateItem"));
    }

    @Test
    void aConflictIsOneRequestToo() {
        dynamo.direct.put(KEY, BODY, Condition.always());
        assertAsks(
                () -> assertThat(dynamo.table.put(KEY, BODY, Condition.ifAbsent()))
                        .isEqualTo(new Conflict(Optional.of(new Item(KEY, BODY, 1)))),
                "UpdateItem");
        assertAsks(
                () -> assertThat(dynamo.table.delete(KEY, Condition.ifVersion(2)))
                        .isFalse(),
                "DeleteItem");
    }

    @Test
    void aConflictIsReadWhereTheEndpointDoesNotTellWhatStandsThere() {
        dynamo.direct.put(KEY, BODY, Condition.always());
        dynamo.proxy.plan(Faulty.first(1, Faulty.error(400, "ConditionalCheckFailedException")));
        assertAsks(
                () -> assertThat(dynamo.table.put(KEY, BODY, Condition.ifVersion(5)))
                        .isEqualTo(new Conflict(Optional.of(new Item(KEY, BODY, 1)))),
                "UpdateItem",
                "GetItem");
    }

    /** As an older Headwater, or another hand, may have left it. */
    @Test
    void whatStandsThereIsReadFromTheAnswer() {
        dynamo.proxy.plan(request -> Faulty.error(
                400,
                "ConditionalCheckFailedException",
                ",\"Item\":{\"pk\":{\"S\":\"LINE#1\"},\"sk\":{\"S\":\"LINE\"},\"v\":{\"N\":\"7\"},\"s\":{\"N\":\"2\"},"
                        + "\"j\":{\"S\":\"{}\"},\"x\":{\"N\":\"1500\"},\"expires\":{\"N\":\"2\"}}"));
        assertAsks(
                () -> assertThat(dynamo.table.put(KEY, BODY, Condition.ifAbsent()))
                        .isInstanceOfSatisfying(Conflict.class, conflict -> {
                            var current = conflict.current().orElseThrow();
                            assertThat(current.version()).isEqualTo(7);
                            assertThat(current.body().schema()).isEqualTo(2);
                            assertThat(current.body().expiresAt()).hasToString("1970-01-01T00:00:01.500Z");
                        }),
                "UpdateItem");
        assertThat(dynamo.proxy.seen()).isEmpty();
    }

    private void assertAsks(Runnable operation, String... requests) {
        dynamo.proxy.forget();
        operation.run();
        assertThat(dynamo.proxy.seen()).extracting(Request::operation).containsExactly(requests);
        dynamo.proxy.forget();
    }
}
