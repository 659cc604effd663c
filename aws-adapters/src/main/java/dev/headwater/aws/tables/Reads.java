package dev.headwater.aws.tables;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads items, always what was last written. */
final class Reads {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoFaults faults;

    Reads(DynamoDbClient client, String table, DynamoFaults faults) {
        this.client = client;
        this.table = table;
        this.faults = faults;
    }

    Optional<Item> get(Key key) {
        return attributes(key).map(this::item);
    }

    /** Of an item, its write id among them. */
    Optional<Map<String, AttributeValue>> attributes(Key key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(table)
                .key(Attributes.of(key))
                .consistentRead(true)
                .build();
        GetItemResponse answer = faults.guarded(() -> client.getItem(request));
        return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
    }

    Item item(Map<String, AttributeValue> attributes) {
        return Attributes.item(table, attributes);
    }

    Page<Item> query(Query query) {
        return Ranges.of(table, query)
                .map(request -> {
                    QueryResponse answer = faults.guarded(() -> client.query(request));
                    return page(answer.items(), answer.lastEvaluatedKey(), query.to(), Key::sk);
                })
                .orElseGet(() -> new Page<>(List.of(), null));
    }

    Page<Item> scan(int limit, @Nullable String after) {
        ScanRequest.Builder request =
                ScanRequest.builder().tableName(table).consistentRead(true).limit(limit);
        if (after != null) {
            request.exclusiveStartKey(Attributes.of(ScanKey.parse(after)));
        }
        ScanResponse answer = faults.guarded(() -> client.scan(request.build()));
        return page(answer.items(), answer.lastEvaluatedKey(), null, ScanKey::format);
    }

    /**
     * What was answered, up to {@link TableStore#MAX_PAGE_BYTES} of bodies. DynamoDB counts them deflated, so it may send
     * more, but never more than that many bytes of its own: a page costs no more than if nothing were deflated.
     *
     * @param end a sort key that is behind the range, but may be in the answer, where it is the last
     */
    private Page<Item> page(
            List<Map<String, AttributeValue>> answered,
            Map<String, AttributeValue> last,
            @Nullable String end,
            Function<Key, String> pageKey) {
        List<Item> items = new ArrayList<>();
        long bytes = 0;
        for (Map<String, AttributeValue> attributes : answered) {
            Item item = item(attributes);
            if (item.key().sk().equals(end)) {
                return new Page<>(items, null);
            }
            bytes += item.body().bytes();
            if (bytes > TableStore.MAX_PAGE_BYTES && !items.isEmpty()) {
                return new Page<>(items, pageKey.apply(items.getLast().key()));
            }
            items.add(item);
        }
        return new Page<>(items, last.isEmpty() ? null : pageKey.apply(Attributes.key(last)));
    }
}
