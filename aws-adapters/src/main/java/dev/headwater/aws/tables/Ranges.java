package dev.headwater.aws.tables;

import dev.headwater.core.store.Key;
import dev.headwater.core.store.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Ranges as requests. DynamoDB orders texts by their UTF-8 bytes, as the port does. */
final class Ranges {
    private Ranges() {}

    /** Empty: nothing can be in the range, and DynamoDB would refuse to look. */
    static Optional<QueryRequest> of(String table, Query query) {
        String from = query.from() == null || query.from().isEmpty() ? null : query.from();
        String to = query.to();
        String after = query.after();
        boolean isEmpty = (to != null && to.isEmpty())
                || isAtOrBehind(from, to)
                || (after != null && (query.descending() ? isAtOrBehind(from, after) : isAtOrBehind(after, to)));
        if (isEmpty) {
            return Optional.empty();
        }
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":pk", AttributeValue.fromS(query.pk()));
        if (from != null) {
            values.put(":from", AttributeValue.fromS(from));
        }
        if (to != null) {
            values.put(":to", AttributeValue.fromS(to));
        }
        String start = start(query, from, to, after);
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression(condition(from, to))
                .expressionAttributeValues(values)
                .scanIndexForward(!query.descending())
                .limit(query.limit());
        if (start != null) {
            request.exclusiveStartKey(Attributes.of(new Key(query.pk(), start)));
        }
        return Optional.of(request.build());
    }

    /** There is no condition of two bounds but this, which has its last key too. */
    private static String condition(@Nullable String from, @Nullable String to) {
        if (from != null && to != null) {
            return "pk = :pk AND sk BETWEEN :from AND :to";
        }
        return "pk = :pk" + (from == null ? "" : " AND sk >= :from") + (to == null ? "" : " AND sk <= :to");
    }

    /** Behind which key to begin; it need not be there, but has to be within the bounds. */
    private static @Nullable String start(
            Query query, @Nullable String from, @Nullable String to, @Nullable String after) {
        if (query.descending()) {
            return after == null || isAtOrBehind(after, to) ? to : after;
        }
        return after == null || (from != null && compare(after, from) < 0) ? null : after;
    }

    private static boolean isAtOrBehind(@Nullable String key, @Nullable String bound) {
        return key != null && bound != null && compare(key, bound) >= 0;
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
