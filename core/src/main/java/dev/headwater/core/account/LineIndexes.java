package dev.headwater.core.account;

import dev.headwater.core.account.Lines.LineRef;
import dev.headwater.core.store.Item;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Page;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is derived from lines (whose a name is, the list of lines) in line with the lines themselves, after a crash
 * or a loss. Nobody else may change lines meanwhile.
 */
public final class LineIndexes {
    private static final int PAGE = 1000;

    private final TableStore accounts;
    private final ItemTable<Line> lines;
    private final ItemTable<LineRef> refs;

    public LineIndexes(TableStore accounts) {
        this.accounts = accounts;
        this.lines = new ItemTable<>(accounts, Lines.CODEC);
        this.refs = new ItemTable<>(accounts, ItemCodec.of(LineRef.class));
    }

    /**
     * What does not agree.
     *
     * @param unlisted lines that stand in no list, or whose name leads to nobody
     * @param gone names, or ids where no name is left, that lead to no line
     * @param highestId of every line that anything speaks of
     */
    public record Found(List<String> unlisted, List<String> gone, int highestId) {}

    /** @param mend whether to write what is missing and remove what leads nowhere, or only to look */
    public Found check(boolean mend) {
        Map<Integer, Line> byId = new TreeMap<>();
        Map<Key, LineRef> claims = new HashMap<>();
        Map<Key, LineRef> index = new HashMap<>();
        @Nullable String after = null;
        do {
            Page<Item> page = accounts.scan(PAGE, after);
            for (Item item : page.items()) {
                Key key = item.key();
                if (key.pk().startsWith("LINE#")) {
                    lines.findReadable(key).ifPresent(line -> byId.put(line.id(), line));
                } else if (key.pk().startsWith("LINENAME#")) {
                    refs.findReadable(key).ifPresent(ref -> claims.put(key, ref));
                } else if (key.pk().equals(Lines.INDEX)) {
                    refs.findReadable(key).ifPresent(ref -> index.put(key, ref));
                }
            }
            after = page.next();
        } while (after != null);
        List<String> unlisted = new ArrayList<>();
        for (Line line : byId.values()) {
            if (relist(line, byId, claims, index, mend)) {
                unlisted.add(line.name());
            }
        }
        List<String> gone = new ArrayList<>();
        claims.forEach((key, ref) -> {
            Line line = byId.get(ref.id());
            // One that can not be read keeps its name until it was taken away.
            if ((line == null || !Lines.nameKey(line.name()).equals(key)) && !lines.exists(Lines.lineKey(ref.id()))) {
                gone.add(key.pk().substring(key.pk().indexOf('#') + 1));
                remove(key, mend);
            }
        });
        index.forEach((key, ref) -> {
            if (!lines.exists(Lines.lineKey(ref.id()))) {
                if (claims.values().stream().noneMatch(claim -> claim.id() == ref.id())) {
                    gone.add("line " + ref.id());
                }
                remove(key, mend);
            }
        });
        int highest = byId.keySet().stream().mapToInt(id -> id).max().orElse(0);
        for (LineRef ref : index.values()) {
            highest = Math.max(highest, ref.id());
        }
        for (LineRef ref : claims.values()) {
            highest = Math.max(highest, ref.id());
        }
        return new Found(unlisted, gone, highest);
    }

    /** Whether anything was missing. A line whose name another one has was never added: it lost the race for the name. */
    private boolean relist(
            Line line, Map<Integer, Line> byId, Map<Key, LineRef> claims, Map<Key, LineRef> index, boolean mend) {
        Key name = Lines.nameKey(line.name());
        Optional<Line> owner =
                Optional.ofNullable(claims.get(name)).map(LineRef::id).map(byId::get);
        if (owner.filter(o -> o.id() != line.id() && o.name().equals(line.name()))
                .isPresent()) {
            return false;
        }
        boolean claimed = owner.filter(o -> o.id() == line.id()).isPresent();
        boolean listed = index.containsKey(Lines.indexKey(line.id()));
        LineRef ref = new LineRef(line.id());
        claims.put(name, ref);
        if (mend && !claimed) {
            refs.put(name, ref);
        }
        if (mend && !listed) {
            refs.put(Lines.indexKey(line.id()), ref);
        }
        return !claimed || !listed;
    }

    private void remove(Key key, boolean mend) {
        if (mend) {
            refs.delete(key);
        }
    }
}
