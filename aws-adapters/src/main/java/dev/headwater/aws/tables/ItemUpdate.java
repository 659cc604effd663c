package dev.headwater.aws.tables;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One write as a request. It replaces all an item has, but as an update: only that raises a version nobody has read, and it
 * costs what a put costs.
 *
 * <p>Each write has an id that stays on the item until the next one. When the answer to a write is lost and the SDK sends
 * it again, the second finds its own id and is known as done, where it would be a conflict with itself.
 */
record ItemUpdate(Key key, Condition condition, String writeId, UpdateItemRequest request) {
    /** What an item may have, and a body not: to be taken away where it has not. */
    private static final List<String> OPTIONAL =
            List.of(Attributes.JSON, Attributes.DEFLATED, Attributes.EXPIRES_AT, Attributes.EXPIRY);

    static ItemUpdate of(String table, Key key, Body body, Condition condition, String writeId, boolean asksVersion) {
        Map<String, AttributeValue> attributes = Attributes.of(body);
        List<String> set = new ArrayList<>(List.of(Attributes.WRITE_ID + " = :id"));
        Map<String, AttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) -> {
            set.add(name + " = :" + name);
            values.put(":" + name, value);
        });
        List<String> remove = new ArrayList<>(OPTIONAL);
        remove.removeAll(attributes.keySet());
        values.put(":id", AttributeValue.fromS(writeId));
        values.put(":one", AttributeValue.fromN("1"));
        String holds = switch (condition) {
            // It may be sent twice, and should count once.
            case Condition.Always() -> "attribute_not_exists(w) OR w <> :id";
            case Condition.IfAbsent() -> "attribute_not_exists(pk)";
            case Condition.IfVersion(long version) -> {
                values.put(":read", AttributeValue.fromN(String.valueOf(version)));
                yield "v = :read";
            }
        };
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(Attributes.of(key))
                .updateExpression("SET " + String.join(", ", set) + " REMOVE " + String.join(", ", remove) + " ADD "
                        + Attributes.VERSION + " :one")
                .conditionExpression(holds)
                .expressionAttributeValues(values)
                .returnValues(
                        asksVersion && condition instanceof Condition.Always
                                ? ReturnValue.UPDATED_NEW
                                : ReturnValue.NONE)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        return new ItemUpdate(key, condition, writeId, request);
    }
}
