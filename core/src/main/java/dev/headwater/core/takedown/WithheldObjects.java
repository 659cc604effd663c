package dev.headwater.core.takedown;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves the objects of a stream between where edges read and {@code withheld/{id}/…}, where they do not. Each is copied
 * before it is deleted: what breaks off leaves it at one of the two places or at both, and is made good by starting again.
 */
final class WithheldObjects {
    /** Copies of one page are all there before any of it is deleted. */
    private static final int PAGE = 100;

    private final ObjectStore objects;

    WithheldObjects(ObjectStore objects) {
        this.objects = objects;
    }

    /** Segments and files lie in the one, which edges serve, the playlists of titles in the other. */
    private static List<String> folders(int stream) {
        return List.of(SegmentKeys.stream(stream), "vod/" + stream + "/");
    }

    private static String withheld(int stream) {
        return "withheld/" + stream + "/";
    }

    /**
     * Takes everything of a stream away.
     *
     * @param keep whether it is kept aside
     * @param goOn asked before each page; false: leave the rest
     * @return how many objects there were
     */
    long takeAway(int stream, boolean keep, BooleanSupplier goOn) {
        String aside = withheld(stream);
        long moved = 0;
        for (String folder : folders(stream)) {
            moved += each(folder, goOn, key -> {
                if (keep) {
                    copy(key, aside + key);
                }
            });
        }
        return moved;
    }

    /** Puts everything of a stream back where it was. Returns how many objects there were. */
    long putBack(int stream, BooleanSupplier goOn) {
        String aside = withheld(stream);
        return each(aside, goOn, key -> copy(key, key.substring(aside.length())));
    }

    /** Deletes what was kept aside of a stream. Returns how many objects there were. */
    long discard(int stream, BooleanSupplier goOn) {
        return each(withheld(stream), goOn, key -> {});
    }

    /** Does something with each object below a folder, then deletes it. */
    private long each(String folder, BooleanSupplier goOn, Consumer<String> action) {
        long count = 0;
        @Nullable String after = null;
        do {
            if (!goOn.getAsBoolean()) {
                return count;
            }
            Page<ObjectInfo> page = objects.list(folder, PAGE, after);
            List<String> done = new ArrayList<>();
            for (ObjectInfo object : page.items()) {
                action.accept(object.key());
                done.add(object.key());
            }
            if (!done.isEmpty()) {
                objects.delete(done);
            }
            count += done.size();
            after = page.next();
        } while (after != null);
        return count;
    }

    private void copy(String from, String to) {
        Optional<Blob> found = objects.get(from, ByteRange.ALL);
        if (found.isPresent()) {
            try (Blob blob = found.get()) {
                objects.put(to, blob.body(), blob.meta());
            }
        }
    }
}
