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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes into one transaction, and what one of a group may do to the others. */
final class WriterTest {
    private static final int SMALL_FILE_PAGES = 40;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private Writer writer;
    private Connection disk;
    private ItemReads reads;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("table.db");
        Connections connections = new Connections(file, Durability.FULL);
        Connection connection = connections.writer(Migrations.HEADWATER);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + SMALL_FILE_PAGES);
        }
        disk = connection;
        ItemWrites writes = new ItemWrites(new Statements(connection));
        writer = new Writer("test", writes, new Faults(file), InstantSource.system(), PATIENCE);
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
        CompletableFuture<PutResult> first = submit(1, items -> put(items, "first", 10));
        CompletableFuture<Boolean> toldEarly = submit(1, items -> first.isDone());
        held.countDown();
        assertThat(toldEarly.join()).isFalse();
        assertThat(first.join()).isEqualTo(new PutResult.Written(1));
    }

    @Test
    void aTransactionHasNoMoreRowsThanItMay() {
        hold();
        CompletableFuture<PutResult> first = submit(Writer.MAX_ROWS - 1, items -> put(items, "first", 10));
        CompletableFuture<Boolean> told = submit(2, items -> first.isDone());
        held.countDown();
        assertThat(told.join()).isTrue();
    }

    @Test
    void conditionsAreJudgedInOrder() {
        hold();
        CompletableFuture<PutResult> winner = submit(1, items -> put(items, "raced", 10));
        CompletableFuture<PutResult> loser = submit(1, items -> put(items, "raced", 10));
        held.countDown();
        assertThat(winner.join()).isEqualTo(new PutResult.Written(1));
        assertThat(loser.join()).isInstanceOf(PutResult.Conflict.class);
    }

    @Test
    void oneThatFailsTakesNobodyWithIt() throws SQLException {
        hold();
        CompletableFuture<PutResult> before = submit(1, items -> put(items, "before", 10));
        CompletableFuture<PutResult> failing = submit(2, items -> {
            put(items, "half", 10);
            throw new SQLException("broken");
        });
        CompletableFuture<PutResult> after = submit(1, items -> put(items, "after", 10));
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
        CompletableFuture<PutResult> before = submit(1, items -> put(items, "before", 10));
        CompletableFuture<PutResult> huge = submit(1, items -> put(items, "huge", 300_000));
        CompletableFuture<PutResult> after = submit(1, items -> put(items, "after", 10));
        held.countDown();
        assertThat(before.join()).isEqualTo(new PutResult.Written(1));
        assertThat(after.join()).isEqualTo(new PutResult.Written(1));
        assertThat(said(huge))
                .isEqualTo("the disk is full: the table " + folder.resolve("table.db") + " can not be written");
        assertThat(reads.get(key("before"))).isPresent();
        assertThat(reads.get(key("huge"))).isEmpty();
    }

    @Test
    void closingFinishesWhatWaitsAndRefusesTheRest() throws SQLException {
        hold();
        CompletableFuture<PutResult> waiting = submit(1, items -> put(items, "waiting", 10));
        held.countDown();
        writer.close();
        assertThat(waiting.join()).isEqualTo(new PutResult.Written(1));
        assertThat(reads.get(key("waiting"))).isPresent();
        assertThatThrownBy(() -> writer.write(1, 0, items -> put(items, "late", 10)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    /** Room comes back without a restart, and nothing that was acknowledged is gone. */
    @Test
    void aFullDiskFailsEveryWriteUntilThereIsRoomAgain() throws SQLException {
        PutResult kept = submit(1, items -> put(items, "kept", 10)).join();
        hold();
        List<CompletableFuture<PutResult>> huge = IntStream.range(0, 20)
                .mapToObj(i -> submit(1, items -> put(items, "huge" + i, 300_000)))
                .toList();
        held.countDown();
        huge.forEach(one -> assertThat(said(one)).startsWith("the disk is full: "));
        assertThat(kept).isEqualTo(new PutResult.Written(1));
        assertThat(reads.get(key("kept"))).isPresent();
        pragma("max_page_count = 10000");
        assertThat(submit(1, items -> put(items, "huge0", 300_000)).join()).isEqualTo(new PutResult.Written(1));
    }

    @Test
    void aFileThatTurnsReadOnlyFailsAllAndRecovers() throws SQLException {
        hold();
        CompletableFuture<PutResult> first = submit(1, items -> put(items, "first", 10));
        CompletableFuture<PutResult> second = submit(1, items -> put(items, "second", 10));
        pragma("query_only = ON");
        held.countDown();
        assertThat(said(first)).endsWith("table.db: the file can not be written");
        assertThat(said(second)).endsWith("table.db: the file can not be written");
        pragma("query_only = OFF");
        assertThat(submit(1, items -> put(items, "first", 10)).join()).isEqualTo(new PutResult.Written(1));
        assertThat(reads.get(key("second"))).isEmpty();
    }

    /** Even what no code throws on purpose does not end the thread that everyone waits for. */
    @Test
    void anErrorEndsOneChangeOnly() {
        CompletableFuture<PutResult> broken = submit(1, items -> {
            throw new StackOverflowError();
        });
        assertThat(broken).failsWithin(Duration.ofSeconds(10));
        assertThat(submit(1, items -> put(items, "after", 10)).join()).isEqualTo(new PutResult.Written(1));
    }

    @Test
    void aSlowDiskHoldsNoReaderUp() throws SQLException {
        submit(1, items -> put(items, "there", 10)).join();
        hold();
        assertThat(reads.get(key("there"))).isPresent();
    }

    @Test
    void whoWaitsTooLongIsToldThatNothingWasWrittenAndNothingIs() throws SQLException {
        hold();
        assertThatThrownBy(() -> writer.write(1, 0, items -> put(items, "late", 10)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store is too slow: ")
                .hasMessageEndingWith("did not answer within 2 s; nothing was written");
        held.countDown();
        submit(1, items -> put(items, "after", 10)).join();
        assertThat(reads.get(key("late"))).isEmpty();
    }

    @Test
    void noMoreWaitsThanThereIsRoomFor() {
        hold();
        for (int i = 0; i < Writer.MAX_WAITING; i++) {
            writer.submit(1, 0, items -> true);
        }
        assertThatThrownBy(() -> writer.submit(1, 0, items -> true))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store is too slow: 10000 writes wait");
        held.countDown();
    }

    @Test
    void noMoreTextWaitsThanThereIsRoomFor() {
        hold();
        writer.submit(1, 30_000_000, items -> true);
        assertThatThrownBy(() -> writer.submit(1, 30_000_000, items -> true))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store is too slow: 1 writes wait");
        held.countDown();
        writer.submit(1, 0, items -> true).outcome().join();
        CompletableFuture<Boolean> roomAgain =
                writer.submit(1, 30_000_000, items -> true).outcome();
        assertThat(roomAgain.join()).isTrue();
    }

    /** Whoever gives up and the writer meet at the same change, again and again. */
    @Test
    void whatIsGivenUpIsCountedOffOnce() throws SQLException {
        Path file = folder.resolve("impatient.db");
        Connections connections = new Connections(file, Durability.NORMAL);
        ItemWrites writes = new ItemWrites(new Statements(connections.writer(Migrations.HEADWATER)));
        Duration patience = Duration.ofMillis(20);
        try (Writer impatient = new Writer("impatient", writes, new Faults(file), InstantSource.system(), patience)) {
            impatient.start();
            for (int round = 0; round < 20; round++) {
                CountDownLatch first = new CountDownLatch(1);
                impatient.submit(1, 0, items -> {
                    await(first);
                    return true;
                });
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < 200; i++) {
                        threads.execute(() -> {
                            try {
                                impatient.write(1, 1_000, items -> true);
                            } catch (StoreException e) {
                                first.countDown();
                            }
                        });
                    }
                }
                impatient.submit(1, 0, items -> true).outcome().join();
                assertThat(impatient.waitingChars()).isZero();
            }
        }
    }

    private <T> CompletableFuture<T> submit(int rows, Pending.Change<T> change) {
        return writer.submit(rows, 0, change).outcome();
    }

    /** On the writer's connection, as if the disk had changed. */
    private void pragma(String pragma) throws SQLException {
        try (Statement statement = disk.createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }

    private String said(CompletableFuture<?> outcome) {
        return assertThatThrownBy(() -> new Faults(folder.resolve("table.db"))
                        .await(outcome, Duration.ofSeconds(10), () -> new StoreException("late")))
                .isInstanceOf(StoreException.class)
                .actual()
                .getMessage();
    }

    /** Keeps the writer busy until {@link #held} opens, so that what is submitted meanwhile forms a group. */
    private void hold() {
        CountDownLatch busy = new CountDownLatch(1);
        Thread.startVirtualThread(() -> writer.write(1, 0, items -> {
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
