package dev.headwater.core.vod;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.store.ObjectInfo;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.Page;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a title's objects lie, and whose they are: each names the fence it was made under. */
public final class TitleObjects {
    private static final int PAGE = 1000;
    private static final Pattern FENCE = Pattern.compile(".*/(?:vod-(\\d{1,18})-[^/]*|(\\d{1,18})\\.m3u8)");

    private final ObjectStore objects;

    public TitleObjects(ObjectStore objects) {
        this.objects = objects;
    }

    /** {@code vod/{id}/{fence}.m3u8}: not below {@code hls/}, so that no edge serves it. */
    public static String playlist(int content, long fence) {
        return folder(content) + fence + ".m3u8";
    }

    private static String folder(int content) {
        return "vod/" + content + "/";
    }

    /** Under which fence an object was made; empty: under none. */
    static OptionalLong fence(String key) {
        Matcher m = FENCE.matcher(key);
        if (!m.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(m.group(1) == null ? m.group(2) : m.group(1)));
    }

    /** Deletes what a title has; returns whether it has nothing else. */
    boolean delete(int content, Predicate<ObjectInfo> which) {
        boolean all = true;
        for (String prefix : List.of(folder(content), SegmentKeys.stream(content))) {
            all &= deleteBelow(prefix, which);
        }
        return all;
    }

    private boolean deleteBelow(String prefix, Predicate<ObjectInfo> which) {
        boolean all = true;
        @Nullable String after = null;
        do {
            Page<ObjectInfo> page = objects.list(prefix, PAGE, after);
            List<String> keys =
                    page.items().stream().filter(which).map(ObjectInfo::key).toList();
            if (!keys.isEmpty()) {
                objects.delete(keys);
            }
            all &= keys.size() == page.items().size();
            after = page.next();
        } while (after != null);
        return all;
    }
}
