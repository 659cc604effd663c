package dev.headwater.core.account;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.account.ConnectionLimit.WhenFull;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Watchers;
import dev.headwater.core.store.codec.Fields;
import dev.headwater.core.store.codec.ItemCodec;
import dev.headwater.core.store.codec.ItemTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All lines. A line's authority is {@code LINE#id}; {@code LINENAME#name} claims the name and says which line has it;
 * {@code LINES} lists them.
 */
public final class Lines {
    /** How a line is stored. */
    public static final ItemCodec<Line> CODEC =
            ItemCodec.migrating(Line.class, List.of(Lines::limitInOne, Lines::listSettings, Lines::owner));

    private static final int CACHED_LINES = 20_000;
    /** Ids count from 1: a read that finds nothing and takes as long as one that does. */
    private static final int NOBODY = 0;

    static final String INDEX = "LINES";

    private final ItemTable<Line> lines;
    private final ItemTable<LineRef> names;
    private final Watchers watchers = new Watchers();
    private final Cache<Integer, Optional<Line>> byId;
    private final Cache<String, Optional<LineRef>> byName;

    public Lines(TableStore accounts, InstantSource clock) {
        this.lines = new ItemTable<>(accounts, CODEC);
        this.names = new ItemTable<>(accounts, ItemCodec.of(LineRef.class));
        this.byId = Caches.expiring(clock, Caches.MOMENT, CACHED_LINES);
        this.byName = Caches.expiring(clock, Caches.MOMENT, CACHED_LINES);
    }

    /** Points from a name, or a place in the index, to a line. */
    record LineRef(int id) {}

    /** Finds a line as an app names it. May be 900 ms old. */
    public Optional<Line> findByName(String name) {
        if (!Line.isName(name)) {
            return Optional.empty();
        }
        int id = byName.get(name, n -> names.find(nameKey(n))).map(LineRef::id).orElse(NOBODY);
        return find(id).filter(line -> line.name().equals(name));
    }

    /** Finds a line. May be 900 ms old. */
    public Optional<Line> find(int id) {
        return byId.get(id, i -> lines.find(lineKey(i)));
    }

    /** Shows every line once, by id, holding no more than a page of them: for operators. */
    public void forEach(Consumer<Line> action) {
        List<Integer> some = new ArrayList<>();
        names.forEach(INDEX, ref -> {
            some.add(ref.id());
            if (some.size() == TableStore.MAX_KEYS) {
                show(some, action);
                some.clear();
            }
        });
        show(some, action);
    }

    private void show(List<Integer> ids, Consumer<Line> action) {
        Map<Integer, Line> found = currentAll(ids);
        ids.stream().map(found::get).filter(Objects::nonNull).forEach(action);
    }

    /** Finds a line as it is stored at this moment. */
    public Optional<Line> current(int id) {
        return lines.findReadable(lineKey(id));
    }

    /** As {@link #current} of many; those that are not there are left out. */
    public Map<Integer, Line> currentAll(Collection<Integer> ids) {
        return lines.findAll(ids, Lines::lineKey);
    }

    /** Who in this process is told what changes. */
    public Watchers watchers() {
        return watchers;
    }

    /** Every line, by id: for operators, never for a request of an app. */
    public List<Line> list() {
        List<Line> all = new ArrayList<>();
        forEach(all::add);
        return all;
    }

    /** Adds a line; false: its name is taken. The line is written before its name is claimed: who loses has no name. */
    public boolean add(Line line) {
        lines.put(lineKey(line.id()), line);
        if (!claim(line)) {
            lines.delete(lineKey(line.id()));
            return false;
        }
        names.put(indexKey(line.id()), new LineRef(line.id()));
        forget(line);
        return true;
    }

    private boolean claim(Line line) {
        Key key = nameKey(line.name());
        LineRef ours = new LineRef(line.id());
        if (names.putIfAbsent(key, ours)) {
            return true;
        }
        // The claim of a line that is gone is left over from a removal that ended half way.
        return names.findVersioned(key)
                .filter(claim -> lines.find(lineKey(claim.value().id())).isEmpty())
                .flatMap(claim -> names.replace(key, claim, ours, null))
                .isPresent();
    }

    /** Changes a line; empty: there is none of that name. */
    public Optional<Line> change(String name, UnaryOperator<Line> change) {
        Optional<Line> changed =
                names.find(nameKey(name)).flatMap(ref -> lines.update(lineKey(ref.id()), line -> line.map(change)));
        changed.ifPresent(this::forget);
        return changed;
    }

    /** Removes a line; its id is never used again. Empty: there was none of that name. */
    public Optional<Line> remove(String name) {
        return remove(name, line -> {});
    }

    /**
     * Removes a line; its id is never used again. Empty: there was none of that name.
     *
     * @param look at what is about to go; what it throws keeps it
     */
    public Optional<Line> remove(String name, Consumer<Line> look) {
        if (!Line.isName(name)) {
            return Optional.empty();
        }
        Optional<ItemTable.Versioned<LineRef>> claim = names.findVersioned(nameKey(name));
        Optional<Line> line = claim.flatMap(c -> lines.remove(lineKey(c.value().id()), look));
        // Also where there is no line any more: a removal that ended half way is ended by the next.
        claim.ifPresent(left -> {
            names.delete(indexKey(left.value().id()));
            // Only while it is still this line's: another may have taken it over by now.
            names.delete(nameKey(name), left);
        });
        line.ifPresent(this::forget);
        return line;
    }

    /** Schema 2: what becomes of a newcomer stands beside the number. */
    private static void limitInOne(Fields line) {
        Fields limit = line.putRecord("limit");
        limit.put("connections", Integer.parseInt(line.take("maxConnections")));
        limit.put("whenFull", WhenFull.PUT_OUT.name());
    }

    /** Schema 3: every line saw everything of its bouquets. */
    private static void listSettings(Fields line) {
        Fields lists = line.putRecord("lists");
        lists.put("adult", ListSettings.DEFAULT.adult());
        lists.put("catchup", ListSettings.DEFAULT.catchup().name());
    }

    /** Schema 4: a line may belong to a reseller; all that are older belong to none. */
    private static void owner(Fields line) {}

    private void forget(Line line) {
        byId.invalidate(line.id());
        byName.invalidate(line.name());
        watchers.tell(line.id());
    }

    static Key lineKey(int id) {
        return new Key("LINE#" + id, "LINE");
    }

    static Key nameKey(String name) {
        return new Key("LINENAME#" + name, "LINE");
    }

    static Key indexKey(int id) {
        return Key.numbered(INDEX, id);
    }
}
