package dev.headwater.aws.tables;

import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items by their keys. DynamoDB leaves some out where they are large or it is busy: those are asked for again. */
final class BatchReads {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoFaults faults;
    private final Backoff backoff;

    BatchReads(DynamoDbClient client, String table, DynamoFaults faults, Backoff backoff) {
        this.client = client;
        this.table = table;
        this.faults = faults;
        this.backoff = backoff;
    }

    List<Item> get(List<Key> keys) {
        if (keys.size() > TableStore.MAX_KEYS) {
            throw new IllegalArgumentException("at most " + TableStore.MAX_KEYS + " keys can be read at once");
        }
        List<Item> found = new ArrayList<>(keys.size());
        KeysAndAttributes asked = KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(keys.stream().map(Attributes::of).toList())
                .build();
        for (int round = 0; asked != null && !asked.keys().isEmpty(); round++) {
            BatchGetItemResponse answer = ask(asked);
            answer.responses()
                    .getOrDefault(table, List.of())
                    .forEach(attributes -> found.add(Attributes.item(table, attributes)));
            asked = answer.unprocessedKeys().get(table);
            if (asked != null && !asked.keys().isEmpty() && !backoff.waits(round)) {
                throw faults.throttled();
            }
        }
        return found;
    }

    private BatchGetItemResponse ask(KeysAndAttributes asked) {
        BatchGetItemRequest request =
                BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build();
        return faults.guarded(() -> client.batchGetItem(request));
    }
}
