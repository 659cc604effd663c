package dev.headwater.aws.tables;

import dev.headwater.core.Pause;
import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.Query;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.TableStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A table of DynamoDB. A read of one or many, a page, a write and a delete are one request each; a write whose condition does not hold is
 * one as well, where the endpoint tells what stands there.
 *
 * <p>Requests that fail are sent again by the client as often as it is built to; then there is a {@link StoreException}. So
 * it is too where a conditional write was sent again and what stands there does not tell whether the first was done.
 */
public final class DynamoTableStore implements TableStore {
    /** Told apart are the writes of one item only. */
    private static final int WRITE_ID_BYTES = 9;

    private final Reads reads;
    private final BatchReads batchReads;
    private final Writes writes;
    private final Batches batches;

    /** @param client stays open when this is no longer used */
    public DynamoTableStore(DynamoDbClient client, String table) {
        // Of the system, so that processes that are copies of another (SnapStart) do not say the same.
        this(client, table, new SecureRandom(), Pause.sleeping());
    }

    DynamoTableStore(DynamoDbClient client, String table, RandomGenerator random, Pause pause) {
        DynamoFaults faults = new DynamoFaults(table);
        this.reads = new Reads(client, table, faults);
        this.batchReads = new BatchReads(client, table, faults, new Backoff(random, pause, Backoff.BRIEF));
        this.writes = new Writes(client, table, faults, reads, () -> writeId(random));
        this.batches = new Batches(new Backoff(random, pause, Backoff.PATIENT));
    }

    @Override
    public Optional<Item> get(Key key) {
        return reads.get(key);
    }

    @Override
    public List<Item> getAll(List<Key> keys) {
        return batchReads.get(keys);
    }

    @Override
    public Page<Item> query(Query query) {
        return reads.query(query);
    }

    @Override
    public PutResult put(Key key, Body body, Condition condition) {
        return writes.put(writes.update(key, body, condition, true));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return writes.delete(key, condition);
    }

    /**
     * One update each, side by side, and not BatchWriteItem: that puts without looking, so it can not raise a version, and a
     * compare-and-set begun before would undo what it wrote. Both cost the same units of capacity.
     */
    @Override
    public void putAll(List<Write> all) {
        // Of two writes of one item the later stands.
        Map<Key, Body> last = LinkedHashMap.newLinkedHashMap(all.size());
        all.forEach(write -> last.put(write.key(), write.body()));
        batches.each(
                last.entrySet(),
                write -> writes.update(write.getKey(), write.getValue(), Condition.always(), false),
                writes::write);
    }

    @Override
    public Page<Item> scan(int limit, @Nullable String after) {
        return reads.scan(limit, after);
    }

    private static String writeId(RandomGenerator random) {
        byte[] id = new byte[WRITE_ID_BYTES];
        random.nextBytes(id);
        return Base64.getUrlEncoder().encodeToString(id);
    }
}
