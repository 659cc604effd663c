package dev.headwater.local.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.core.store.Body;
import dev.headwater.core.store.Condition;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.PutResult;
import dev.headwater.core.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into one transaction, and what one of a group may do to the others. */
final class WriterTest {
    private static final int SMALL_FILE_PAGES = 40;

    @TempDir
    Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private Writer writer;
    private ItemReads reads;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("table.db");
        Connections connections = new Connections(file, Durability.FULL);
        Connection connection = connections.writer(Migrations.HEADWATER);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + SMALL_FILE_PAGES);
        }
        ItemWrites writes = new ItemWrites(new Statements(connection));
        writer = new Writer("test", writes, new Faults(file), InstantSource.system());
        writer.start();
        reads = new ItemReads(new Statements(connections.reader()));
    }

    @AfterEach
    void close() throws SQLException {
        held.countDown();
        reads.close();
        writer.close();
    }

    @Test
    void whatWaitsTogetherIsCommittedTogetherAndToldAfterwards() {
        hold();
        CompletableFuture<PutResult> first = writer.submit(1, items -> put(items, "first", 10));
        CompletableFuture<Boolean> toldEarly = writer.submit(1, items -> first.isDone());
        held.countDown();
        assertThat(toldEarly.join()).isFalse();
        assertThat(first.join()).isEqualTo(new PutResult.Written(1));
    }

    @Test
    void aTransactionHasNoMoreRowsThanItMay() {
        hold();
        CompletableFuture<PutResult> first = writer.submit(Writer.MAX_ROWS - 1, items -> put(items, "first", 10));
        CompletableFuture<Boolean> told = writer.submit(2, items -> first.isDone());
        held.countDown();
        assertThat(told.join()).isTrue();
    }

    @Test
    void conditionsAreJudgedInOrder() {
        hold();
        CompletableFuture<PutResult> winner = writer.submit(1, items -> put(items, "raced", 10));
        CompletableFuture<PutResult> loser = writer.submit(1, items -> put(items, "raced", 10));
        held.countDown();
        assertThat(winner.join()).isEqualTo(new PutResult.Written(1));
        assertThat(loser.join()).isInstanceOf(PutResult.Conflict.class);
    }

    @Test
    void oneThatFailsTakesNobodyWithIt() throws SQLException {
        hold();
        CompletableFuture<PutResult> before = writer.submit(1, items -> put(items, "before", 10));
        CompletableFuture<PutResult> failing = writer.submit(2, items -> {
            put(items, "half", 10);
            throw new SQLException("broken");
        });
        CompletableFuture<PutResult> after = writer.submit(1, items -> put(items, "after", 10));
        held.countDown();
        assertThat(before.join()).isEqualTo(new PutResult.Written(1));
        assertThat(after.join()).isEqualTo(new PutResult.Written(1));
        assertThat(failing).failsWithin(Duration.ofSeconds(10));
        assertThat(reads.get(key("before"))).isPresent();
        assertThat(reads.get(key("half"))).isEmpty();
        assertThat(reads.get(key("after"))).isPresent();
    }

    /** SQLite ends the whole transaction by itself when the disk is full. */
    @Test
    void aFullDiskIsSaidSoAndSpoilsOnlyWhatDoesNotFit() throws SQLException {
        hold();
        CompletableFuture<PutResult> before = writer.submit(1, items -> put(items, "before", 10));
        CompletableFuture<PutResult> huge = writer.submit(1, items -> put(items, "huge", 300_000));
        CompletableFuture<PutResult> after = writer.submit(1, items -> put(items, "after", 10));
        held.countDown();
        assertThat(before.join()).isEqualTo(new PutResult.Written(1));
        assertThat(after.join()).isEqualTo(new PutResult.Written(1));
        assertThatThrownBy(() -> new Faults(folder.resolve("table.db")).await(huge))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("table.db: the disk is full");
        assertThat(reads.get(key("before"))).isPresent();
        assertThat(reads.get(key("huge"))).isEmpty();
    }

    @Test
    void closingFinishesWhatWaitsAndRefusesTheRest() throws SQLException {
        hold();
        CompletableFuture<PutResult> waiting = writer.submit(1, items -> put(items, "waiting", 10));
        held.countDown();
        writer.close();
        assertThat(waiting.join()).isEqualTo(new PutResult.Written(1));
        assertThat(reads.get(key("waiting"))).isPresent();
        assertThatThrownBy(() -> writer.write(1, items -> put(items, "late", 10)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    /** Keeps the writer busy until {@link #held} opens, so that what is submitted meanwhile forms a group. */
    private void hold() {
        CountDownLatch busy = new CountDownLatch(1);
        Thread.startVirtualThread(() -> writer.write(1, items -> {
            busy.countDown();
            await(held);
            return true;
        }));
        await(busy);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PutResult put(ItemWrites items, String sk, int length) throws SQLException {
        return items.put(key(sk), Body.of(1, "\"" + "x".repeat(length) + "\""), Condition.ifAbsent());
    }

    private static Key key(String sk) {
        return new Key("P", sk);
    }
}
