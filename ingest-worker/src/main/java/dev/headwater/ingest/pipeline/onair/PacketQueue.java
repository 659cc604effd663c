package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;

import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/**
 * Packets between the thread that reads a source and the one that shows it. Of a source that stands by only what came since
 * its last key frame is kept; where that is too much, nothing until the next. Of the one on air nothing is lost: its reader
 * waits where there is no room.
 */
final class PacketQueue {
    private static final long MAX_BYTES = 24 << 20;
    private static final double MAX_SECONDS = 10;
    private static final int MAX_PACKETS = 10_000;

    /** How much of that is left when there is room again: who is woken for each packet that goes does little else. */
    private static final double ROOM = 0.9;
    /** What was drawn into pictures so long before a key frame may still be seen in it. */
    private static final double STANDS_SECONDS = 10;

    /**
     * One that was taken.
     *
     * @param packet as it was, and the taker's own
     * @param seconds as it was put
     */
    record Taken(Read read, AVPacket packet, double seconds) {}

    private record Item(Read read, AVPacket packet, double seconds, int size) {}

    private final ArrayDeque<Item> items = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private boolean onAir;
    private boolean waitingForKey;
    private boolean closed;
    private boolean isAwaited;
    private long bytes;
    private double lastVideo;

    /** Whether everything is wanted from here on. */
    void onAir(boolean wanted) {
        lock.lock();
        try {
            onAir = wanted;
            if (!wanted) {
                clear();
                waitingForKey = true;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a packet's contents and leaves it blank. Waits for room where it has to.
     *
     * @param seconds the packet's time, on one clock for video and audio
     * @param held told whether it waits
     * @param given whether nobody wants the packets any more
     */
    void put(Read read, AVPacket packet, double seconds, Held held, BooleanSupplier given) {
        lock.lock();
        try {
            boolean key = read == Read.VIDEO && (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            if (!onAir && !accepts(read, key, seconds)) {
                return;
            }
            awaitRoom(held, given);
            if (closed) {
                return;
            }
            AVPacket own = av_packet_alloc();
            av_packet_move_ref(own, packet);
            Item item = new Item(read, own, seconds, own.size());
            if (key && !onAir) {
                items.addFirst(item); // what is left is audio to be heard with it
            } else {
                items.add(item);
            }
            bytes += own.size();
            if (read == Read.VIDEO) {
                lastVideo = seconds;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Told whether the thread that reads is kept waiting. */
    @FunctionalInterface
    interface Held {
        void waits(boolean waits);
    }

    private boolean accepts(Read read, boolean key, double seconds) {
        if (key) {
            dropBefore(seconds);
            waitingForKey = false;
        } else if (!waitingForKey && isFull()) {
            clear();
            waitingForKey = true;
        }
        return !waitingForKey && read != Read.LOOPED;
    }

    private void awaitRoom(Held held, BooleanSupplier given) {
        if (!onAir || !isFull()) {
            return;
        }
        held.waits(true);
        isAwaited = true;
        try {
            while (onAir && isOver(ROOM) && !closed && !given.getAsBoolean()) {
                room.await(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            isAwaited = false;
            held.waits(false);
        }
    }

    private boolean isFull() {
        return isOver(1);
    }

    private boolean isOver(double share) {
        return bytes > share * MAX_BYTES || items.size() > share * MAX_PACKETS || seconds() > share * MAX_SECONDS;
    }

    /** Packets that were taken are there again, in front of all others. */
    void putBack(List<Taken> taken) {
        lock.lock();
        try {
            for (Taken each : taken.reversed()) {
                AVPacket packet = each.packet();
                Item item = new Item(each.read(), packet, each.seconds(), packet.size());
                if (closed) {
                    av_packet_free(packet);
                } else {
                    items.addFirst(item);
                    bytes += item.size();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How much video waits. */
    double seconds() {
        lock.lock();
        try {
            for (Item item : items) {
                if (item.read() == Read.VIDEO) {
                    return Math.max(0, lastVideo - item.seconds());
                }
            }
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something that is wanted. */
    boolean hasMore() {
        lock.lock();
        try {
            return onAir && !items.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fills a blank packet. Does not wait for one: who is woken for each of them does little else.
     *
     * @return null: none has come
     */
    @Nullable
    Read poll(AVPacket into) {
        lock.lock();
        try {
            Item item = items.poll();
            if (item == null) {
                return null;
            }
            AVPacket packet = item.packet();
            av_packet_move_ref(into, packet);
            av_packet_free(packet);
            bytes -= item.size();
            if (isAwaited && !isOver(ROOM)) {
                room.signalAll();
            }
            return item.read();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is kept from here on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Audio may lie before the picture it is heard with, and what is drawn stands for a while. */
    private void dropBefore(double seconds) {
        items.removeIf(item -> {
            boolean heard = item.read() == Read.AUDIO || item.read() == Read.BESIDE;
            boolean drawn =
                    item.read() == Read.BESIDE && Streams.isBitmap(item.packet().stream_index());
            boolean goes = !heard || item.seconds() < (drawn ? seconds - STANDS_SECONDS : seconds);
            if (goes) {
                free(item);
            }
            return goes;
        });
    }

    private void clear() {
        items.forEach(this::free);
        items.clear();
    }

    private void free(Item item) {
        AVPacket packet = item.packet();
        bytes -= item.size();
        av_packet_free(packet);
    }
}
