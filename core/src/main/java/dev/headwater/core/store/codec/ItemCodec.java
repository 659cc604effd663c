package dev.headwater.core.store.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.UnreadableItemException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as item bodies and reads them back, whatever schema they were written with. Schema n + 1 comes with a
 * migration from n; items of a schema this code does not know yet are refused, never guessed at.
 */
public final class ItemCodec<T> {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule().addDeserializer(Instant.class, new Instants()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Most processes read few kinds of items: what reads the others is not made.
            .disable(DeserializationFeature.EAGER_DESERIALIZER_FETCH)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Class<T> type;
    private final ObjectReader reader;
    private final List<Consumer<ObjectNode>> migrations;
    private final UnaryOperator<T> written;
    private final UnaryOperator<T> read;

    private ItemCodec(Class<T> type, List<Consumer<ObjectNode>> migrations) {
        this(type, migrations, UnaryOperator.identity(), UnaryOperator.identity());
    }

    private ItemCodec(
            Class<T> type, List<Consumer<ObjectNode>> migrations, UnaryOperator<T> written, UnaryOperator<T> read) {
        this.type = type;
        this.reader = MAPPER.readerFor(type);
        this.migrations = List.copyOf(migrations);
        this.written = written;
        this.read = read;
    }

    /** A codec whose records are still as they were first written. */
    public static <T> ItemCodec<T> of(Class<T> type) {
        return new ItemCodec<>(type, List.of());
    }

    /**
     * A codec whose records have changed.
     *
     * @param migrations the n-th (from 0) turns a body of schema n + 1 into one of schema n + 2, in place
     */
    public static <T> ItemCodec<T> of(Class<T> type, List<Consumer<ObjectNode>> migrations) {
        return new ItemCodec<>(type, migrations);
    }

    /** As {@link #of(Class, List)}, for packages that do not know how items are written. */
    public static <T> ItemCodec<T> migrating(Class<T> type, List<Consumer<Fields>> migrations) {
        return new ItemCodec<>(
                type,
                migrations.stream()
                        .<Consumer<ObjectNode>>map(migration -> body -> migration.accept(new Fields(body)))
                        .toList());
    }

    /**
     * The same, of records that are kept otherwise than they are used.
     *
     * @param toWrite a record as it is kept
     * @param afterRead the opposite, of one that was kept so or as it is
     */
    public ItemCodec<T> keeping(UnaryOperator<T> toWrite, UnaryOperator<T> afterRead) {
        return new ItemCodec<>(type, migrations, toWrite, afterRead);
    }

    /** The schema number this codec writes. */
    public int schema() {
        return migrations.size() + 1;
    }

    public Body encode(T value) {
        return encode(value, null);
    }

    public Body encode(T value, @Nullable Instant expiresAt) {
        try {
            return new Body(schema(), MAPPER.writeValueAsString(written.apply(value)), expiresAt);
        } catch (JsonProcessingException e) {
            // Without the cause, as below.
            throw new StoreException(type.getSimpleName() + " can not be written as an item: "
                    + e.getClass().getSimpleName());
        }
    }

    /**
     * Reads a record back.
     *
     * @throws UnreadableItemException where the body is none
     * @throws StoreException where a newer Headwater wrote it
     */
    public T decode(Item item) {
        Body body = item.body();
        if (body.schema() > schema()) {
            throw new StoreException("a " + type.getSimpleName() + " of schema " + body.schema()
                    + " was written by a newer Headwater; this one knows " + schema());
        }
        try {
            if (body.schema() == schema()) {
                return required(item, reader.readValue(body.json()));
            }
            JsonNode tree = MAPPER.readTree(body.json());
            if (!(tree instanceof ObjectNode object)) {
                throw unreadable(item, "no JSON object");
            }
            for (int from = body.schema(); from < schema(); from++) {
                migrations.get(from - 1).accept(object);
            }
            return required(item, MAPPER.treeToValue(object, type));
        } catch (JsonProcessingException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            // Without the cause: messages quote what they read, and an item may hold what no log should.
            throw unreadable(item, e.getClass().getSimpleName());
        }
    }

    /** A body of JSON's null is read as one. */
    private T required(Item item, @Nullable T value) {
        if (value == null) {
            throw unreadable(item, "nothing in it");
        }
        return read.apply(value);
    }

    private UnreadableItemException unreadable(Item item, String why) {
        return new UnreadableItemException(item.key(), type.getSimpleName(), why);
    }
}
