package dev.headwater.aws.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Changes items, and tells what became of a change whose answer was lost. The client sends such a one again; when its
 * condition fails then, either the first was done or somebody else came before it.
 */
final class Writes {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoFaults faults;
    private final Reads reads;
    private final Supplier<String> writeIds;

    Writes(DynamoDbClient client, String table, DynamoFaults faults, Reads reads, Supplier<String> writeIds) {
        this.client = client;
        this.table = table;
        this.faults = faults;
        this.reads = reads;
        this.writeIds = writeIds;
    }

    ItemUpdate update(Key key, Body body, Condition condition, boolean asksVersion) {
        return ItemUpdate.of(table, key, body, condition, writeIds.get(), asksVersion);
    }

    PutResult put(ItemUpdate update) {
        try {
            UpdateItemResponse answer = faults.guarded(() -> client.updateItem(update.request()));
            return new PutResult.Written(
                    switch (update.condition()) {
                        case Condition.Always() -> Attributes.version(answer.attributes());
                        case Condition.IfAbsent() -> 1;
                        case Condition.IfVersion(long version) -> version + 1;
                    });
        } catch (ConditionalCheckFailedException e) {
            return outcome(update, e);
        }
    }

    /** As {@link #put} of an update that always holds and does not ask for its version; may be called again. */
    void write(ItemUpdate update) {
        try {
            faults.guarded(() -> client.updateItem(update.request()));
        } catch (ConditionalCheckFailedException e) {
            // Nothing but its own id keeps it from being written: it is.
        }
    }

    boolean delete(Key key, Condition condition) {
        DeleteItemRequest.Builder request =
                DeleteItemRequest.builder().tableName(table).key(Attributes.of(key));
        return switch (condition) {
            case Condition.IfAbsent() -> false;
            case Condition.Always() -> {
                faults.guarded(() -> client.deleteItem(request.build()));
                yield true;
            }
            case Condition.IfVersion(long version) -> {
                request.conditionExpression("v = :read")
                        .expressionAttributeValues(Map.of(":read", AttributeValue.fromN(String.valueOf(version))))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                yield delete(key, version, request.build());
            }
        };
    }

    private boolean delete(Key key, long version, DeleteItemRequest request) {
        try {
            faults.guarded(() -> client.deleteItem(request));
            return true;
        } catch (ConditionalCheckFailedException e) {
            // A key begins again at 1: what has grown past the version was never deleted.
            if (DynamoFaults.isSentAgain(e)
                    && standing(key, e)
                            .filter(item -> Attributes.version(item) > version)
                            .isEmpty()) {
                throw faults.unknown("a delete");
            }
            return false;
        }
    }

    private PutResult outcome(ItemUpdate update, ConditionalCheckFailedException e) {
        Optional<Map<String, AttributeValue>> standing = standing(update.key(), e);
        Optional<Map<String, AttributeValue>> own = standing.filter(item -> Attributes.isOf(update.writeId(), item));
        if (own.isPresent()) {
            return new PutResult.Written(Attributes.version(own.get()));
        }
        if (DynamoFaults.isSentAgain(e) && !standsInPlaceOf(update, standing)) {
            throw faults.unknown("a write");
        }
        return new PutResult.Conflict(standing.map(reads::item));
    }

    /** Whether what stands there has the version the update would have made, or an older one: then it was not done. */
    private static boolean standsInPlaceOf(ItemUpdate update, Optional<Map<String, AttributeValue>> standing) {
        long own = switch (update.condition()) {
            case Condition.Always() -> 0;
            case Condition.IfAbsent() -> 1;
            case Condition.IfVersion(long version) -> version + 1;
        };
        return standing.filter(item -> Attributes.version(item) <= own).isPresent();
    }

    /** What made a condition fail: with the answer, or, where an endpoint does not send it or there is nothing, read. */
    private Optional<Map<String, AttributeValue>> standing(Key key, ConditionalCheckFailedException e) {
        return e.hasItem() ? Optional.of(e.item()) : reads.attributes(key);
    }
}
