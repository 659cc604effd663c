package dev.headwater.aws.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.aws.Dynalite;
import dev.headwater.aws.client.AwsClients;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kind of range, also with bounds and page keys that no caller should have, against the same in memory. */
class RangesTest {
    private static final List<String> KEYS = List.of("a", "b", "b#1", "c", "é", "\uFF21", "😀");
    private static final List<String> BOUNDS =
            List.of("A", "a", "b", "b#", "b#1", "b0", "c", "d", "é", "\uFF21", "\uFFFF", "😀", "😁");

    private final Random random = new Random(11);

    @Test
    void aPageIsTheSameAsInMemory() throws Exception {
        try (AwsClients clients = new AwsClients(Dynalite.access(Dynalite.endpoint()))) {
            TableStore dynamo = FreshTable.in(clients.dynamoDb());
            TableStore memory = new InMemoryTableStore();
            List<TableStore.Write> writes = KEYS.stream()
                    .map(sk -> new TableStore.Write(new Key("P", sk), Body.of(1, "{}")))
                    .toList();
            dynamo.putAll(writes);
            memory.putAll(writes);
            for (int i = 0; i < 400; i++) {
                Query query = new Query("P", bound(), bound(), random.nextBoolean(), random.nextInt(1, 9), bound());
                Page<Item> page = dynamo.query(query);
                assertThat(page.items())
                        .as(query.toString())
                        .isEqualTo(memory.query(query).items());
                // There may be an empty page behind the last item, but no item behind the last page.
                if (page.next() == null) {
                    assertThat(memory.query(query).next()).as(query.toString()).isNull();
                }
            }
        }
    }

    private @Nullable String bound() {
        return random.nextInt(3) == 0 ? null : BOUNDS.get(random.nextInt(BOUNDS.size()));
    }
}
