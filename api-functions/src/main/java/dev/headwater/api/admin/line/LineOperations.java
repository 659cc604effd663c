package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Directory;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Many;
import dev.headwater.api.admin.Many.Selection;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.IdSequence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** {@code line add | list | show | set | remove}. */
public final class LineOperations implements OperationGroup {
    public final Operation<LineSettings, LineView> add =
            Operation.changeAs("line.add", Permission.LINES_WRITE, LineSettings.class, this::add);
    public final Operation<LineSettings, LineView> set = Operation.<LineSettings, LineView>changeAs(
                    "line.set", Permission.LINES_WRITE, LineSettings.class, this::set)
            .of(settings -> shown(settings.name()));
    public final Operation<ListQuery, Page<LineView>> list =
            Operation.lookAs("line.list", Permission.LINES_READ, ListQuery.class, this::list);
    public final Operation<ByName, LineView> show =
            Operation.lookAs("line.show", Permission.LINES_READ, ByName.class, this::show);
    /** Changes nothing, but is written down: it hands out what lets somebody in. */
    public final Operation<ByName, LineView> reveal =
            Operation.changeAs("line.reveal", Permission.LINES_REVEAL, ByName.class, this::reveal);

    public final Operation<ByName, LineView> remove = Operation.<ByName, LineView>changeAs(
                    "line.remove", Permission.LINES_WRITE, ByName.class, this::remove)
            .of(by -> shown(by.name()));

    private final Columns<LineRow> columns;
    private final Directory<LineRow> directory;
    private final Lines lines;
    private final LinePasswords passwords;
    private final Bouquets bouquets;
    private final IdSequence ids;
    private final InstantSource clock;
    private final LineViews views;
    private final Payments payments;

    /**
     * Operations on lines.
     *
     * @param publicBase scheme, host and port for links
     */
    public LineOperations(
            Lines lines,
            LinePasswords passwords,
            Bouquets bouquets,
            IdSequence ids,
            InstantSource clock,
            Supplier<String> publicBase,
            Credits credits) {
        this(lines, passwords, bouquets, ids, clock, publicBase, credits, () -> 0);
    }

    /**
     * Operations on lines that other processes change too.
     *
     * @param elsewhere another number as soon as another process changed lines
     */
    public LineOperations(
            Lines lines,
            LinePasswords passwords,
            Bouquets bouquets,
            IdSequence ids,
            InstantSource clock,
            Supplier<String> publicBase,
            Credits credits,
            LongSupplier elsewhere) {
        this.lines = lines;
        this.passwords = passwords;
        this.bouquets = bouquets;
        this.ids = ids;
        this.clock = clock;
        this.views = new LineViews(passwords, clock, publicBase, credits);
        this.payments = new Payments(credits);
        this.columns = Columns.numbered(LineRow::id, LineRow::name)
                .oneOf("state", LineRow.STATES, row -> row.state(clock.millis()))
                .text("owner", row -> row.owner() == null ? "" : credits.nameOf(row.owner()))
                .number("expires", LineRow::expires)
                .number("created", LineRow::created);
        this.directory = new Directory<>(
                new Directory.Reader<>(
                        LineRow::id,
                        rows -> lines.forEach(line -> rows.accept(LineRow.of(line))),
                        id -> lines.current(id).map(LineRow::of)),
                lines.watchers(),
                elsewhere,
                clock);
    }

    /** A line by its name. */
    public record ByName(String name) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, reveal, remove);
    }

    private Page<LineView> list(Call call, ListQuery query) {
        Page<LineRow> page = columns.page(seen(call), query);
        Map<Integer, Line> found =
                lines.currentAll(page.items().stream().map(LineRow::id).toList());
        return page.found(row -> Optional.ofNullable(found.get(row.id()))
                .filter(line -> call.caller().sees(line.owner()))
                .map(views::plain));
    }

    private Iterable<LineRow> seen(Call call) {
        Collection<LineRow> all = directory.rows();
        return call.caller().tenant() == null
                ? all
                : () -> all.stream()
                        .filter(row -> call.caller().sees(row.owner()))
                        .iterator();
    }

    /** Many lines at once. */
    public Many<String, LineSettings, LineSettings, ByName> many() {
        return new Many<>(
                (call, selection) -> selection.of(seen(call), columns, LineRow::name).stream()
                        .map(LineRow::name)
                        .toList(),
                this::look,
                this::checkForMany,
                set,
                (name, settings) -> settings.called(name),
                remove,
                ByName::new);
    }

    private Optional<String> look(String name, Selection<String> selection) {
        return lines.findByName(name)
                .flatMap(line -> lines.current(line.id()))
                .filter(line -> selection.has(LineRow.of(line), columns))
                .map(Etags::of);
    }

    private void checkForMany(LineSettings settings) {
        if (settings.name() != null || settings.password() != null) {
            throw OperationException.invalid(
                    settings.name() != null ? "name" : "password", "a name or a password is changed line by line");
        }
        var _ = settings.limit(ConnectionLimit.of(1));
        var _ = settings.lists(ListSettings.DEFAULT);
        var _ = settings.expiry(null, clock.instant());
        var _ = settings.status(LineStatus.ACTIVE);
        var _ = known(settings.bouquets() == null ? List.of() : settings.bouquets());
    }

    private LineView show(Call call, ByName by) {
        return views.plain(find(call, by.name()));
    }

    private LineView reveal(Call call, ByName by) {
        return views.revealed(find(call, by.name()));
    }

    private LineView shown(String name) {
        return views.plain(lines.findByName(name).orElseThrow(() -> noSuchLine(name)));
    }

    /** Adds one on behalf of who sits at this machine. */
    public LineView add(LineSettings settings) {
        return add(Call.LOCAL, settings);
    }

    private LineView add(Call call, LineSettings settings) {
        if (lines.findByName(settings.name()).isPresent()) {
            // Before it costs an id; whoever adds it meanwhile is found when the name is claimed.
            throw taken(settings.name());
        }
        String password = settings.chosenPassword().orElseGet(passwords::generate);
        Instant now = clock.instant();
        Line line = new Line(
                ids.next(),
                settings.name(),
                passwords.store(password),
                now,
                known(settings.bouquets() == null ? List.of(Bouquet.ALL) : settings.bouquets()),
                settings.limit(ConnectionLimit.of(1)),
                settings.lists(ListSettings.DEFAULT),
                settings.expiry(null, now),
                settings.status(LineStatus.ACTIVE),
                false,
                now,
                call.caller().tenant());
        Payments.requireFuture(call, line.expiresAt(), now);
        payments.pay(call, Credits.cost(line, now), line.expiresAt() == null);
        try {
            if (!lines.add(line)) {
                throw taken(settings.name());
            }
        } catch (RuntimeException e) {
            payments.giveBack(call, Credits.cost(line, now));
            throw e;
        }
        return views.of(line, password, settings.warning());
    }

    /** Changes what is named; a new password ends what plays with the old one. */
    public LineView set(LineSettings settings) {
        return set(Call.LOCAL, settings);
    }

    private LineView set(Call call, LineSettings settings) {
        Line before = find(call, settings.name());
        Instant now = clock.instant();
        List<String> chosenBouquets = settings.bouquets() == null ? null : known(settings.bouquets());
        String password =
                settings.password() == null ? null : settings.chosenPassword().orElseGet(passwords::generate);
        UnaryOperator<Line> change = line -> {
            ConnectionLimit limit = settings.limit(line.limit());
            Line next = line.withLimit(limit)
                    .withLists(settings.lists(line.lists()))
                    .withAccess(
                            chosenBouquets == null ? line.bouquets() : chosenBouquets,
                            limit.connections(),
                            settings.expiry(line.expiresAt(), now),
                            settings.status(line.status()));
            return password == null ? next : next.withPassword(passwords.store(password), now);
        };
        Line changed = call.caller().tenant() == null
                ? changed(call, settings.name(), change)
                : paid(call, before, change.apply(before), now);
        return views.of(changed, password, settings.warning());
    }

    private Line changed(Call call, String name, UnaryOperator<Line> change) {
        return lines.change(name, line -> {
                    call.expect(line);
                    return change.apply(line);
                })
                .orElseThrow(() -> noSuchLine(name));
    }

    /** What a reseller changes costs what it is worth more; nothing is given back for less. */
    private Line paid(Call call, Line before, Line after, Instant now) {
        int price = Credits.price(before, after, now);
        payments.pay(call, price, after.expiresAt() == null);
        try {
            return changed(call, before.name(), line -> {
                if (!line.equals(before)) {
                    throw OperationException.conflict("somebody else changed the line meanwhile; try again");
                }
                return after;
            });
        } catch (RuntimeException e) {
            payments.giveBack(call, price);
            throw e;
        }
    }

    /** The line with its password and links. */
    public Optional<LineView> revealed(String name) {
        return lines.findByName(name).map(views::revealed);
    }

    private LineView remove(Call call, ByName by) {
        return lines.remove(by.name(), line -> {
                    if (!call.caller().sees(line.owner())) {
                        throw noSuchLine(by.name());
                    }
                    call.expect(line);
                })
                .map(views::plain)
                .orElseThrow(() -> noSuchLine(by.name()));
    }

    /** One that exists for who asks. */
    private Line find(Call call, String name) {
        return lines.findByName(name)
                .filter(line -> call.caller().sees(line.owner()))
                .orElseThrow(() -> noSuchLine(name));
    }

    private static OperationException taken(String name) {
        return OperationException.conflict("name", "there is a line '" + name + "' already");
    }

    private static OperationException noSuchLine(String name) {
        return OperationException.missing("there is no line '" + name + "'");
    }

    private List<String> known(List<String> names) {
        for (String name : names) {
            if (bouquets.find(name).isEmpty()) {
                throw OperationException.invalid("bouquets", "there is no bouquet '" + name + "'");
            }
        }
        return names;
    }
}
