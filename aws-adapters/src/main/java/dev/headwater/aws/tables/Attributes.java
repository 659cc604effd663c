package dev.headwater.aws.tables;

import dev.headwater.aws.CloudResources;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.StoreException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item is in DynamoDB. Names are part of what is stored and paid for, so they are short; none is a reserved word.
 */
final class Attributes {
    static final String PK = CloudResources.PARTITION_KEY;
    static final String SK = CloudResources.SORT_KEY;
    static final String VERSION = "v";
    static final String SCHEMA = "s";
    /** The body as a text one can read in the console. */
    static final String JSON = "j";
    /** The body {@link Deflated}, in place of {@link #JSON}. */
    static final String DEFLATED = "z";
    /** Exactly, in milliseconds since 1970: what readers compare. */
    static final String EXPIRES_AT = "x";
    /** In whole seconds, by which DynamoDB cleans up. */
    static final String EXPIRY = CloudResources.EXPIRY;
    /** Whose write this is: see {@link ItemUpdate}. */
    static final String WRITE_ID = "w";

    private Attributes() {}

    static Map<String, AttributeValue> of(Key key) {
        return Map.of(PK, AttributeValue.fromS(key.pk()), SK, AttributeValue.fromS(key.sk()));
    }

    static Key key(Map<String, AttributeValue> attributes) {
        return new Key(text(attributes, PK), text(attributes, SK));
    }

    /** What changes with every write, but the version. */
    static Map<String, AttributeValue> of(Body body) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(SCHEMA, AttributeValue.fromN(String.valueOf(body.schema())));
        byte[] deflated = Deflated.orNull(body.json());
        if (deflated == null) {
            attributes.put(JSON, AttributeValue.fromS(body.json()));
        } else {
            attributes.put(DEFLATED, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(deflated)));
        }
        Instant expiresAt = body.expiresAt();
        if (expiresAt != null) {
            long millis = expiresAt.toEpochMilli();
            attributes.put(EXPIRES_AT, AttributeValue.fromN(String.valueOf(millis)));
            attributes.put(EXPIRY, AttributeValue.fromN(String.valueOf(Math.ceilDiv(millis, 1000L))));
        }
        return attributes;
    }

    /** @throws StoreException where something else wrote what stands there, without what it is */
    static Item item(String table, Map<String, AttributeValue> attributes) {
        try {
            String json = attributes.containsKey(DEFLATED)
                    ? Deflated.text(attributes.get(DEFLATED).b().asByteArrayUnsafe())
                    : text(attributes, JSON);
            AttributeValue millis = attributes.get(EXPIRES_AT);
            Instant expiresAt = millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis.n()));
            int schema = Math.toIntExact(number(attributes, SCHEMA));
            return new Item(key(attributes), new Body(schema, json, expiresAt), number(attributes, VERSION));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StoreException("table " + table + " holds an item that Headwater did not write", e);
        }
    }

    static boolean isOf(String writeId, Map<String, AttributeValue> attributes) {
        AttributeValue stored = attributes.get(WRITE_ID);
        return stored != null && writeId.equals(stored.s());
    }

    static long version(Map<String, AttributeValue> attributes) {
        return number(attributes, VERSION);
    }

    private static long number(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        return Long.parseLong(present(value == null ? null : value.n(), name));
    }

    private static String text(Map<String, AttributeValue> attributes, String name) {
        AttributeValue value = attributes.get(name);
        return present(value == null ? null : value.s(), name);
    }

    private static String present(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("no attribute " + name);
        }
        return value;
    }
}
