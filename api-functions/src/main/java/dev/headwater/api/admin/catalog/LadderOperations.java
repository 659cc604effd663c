package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Tagged;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Ladders;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.core.media.RungSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ladder add | set | list | show | remove}. */
public final class LadderOperations implements OperationGroup {
    public final Operation<Add, View> add =
            Operation.change("ladder.add", Permission.CATALOG_WRITE, Add.class, this::add);
    public final Operation<Change, View> set = Operation.changeAs(
                    "ladder.set", Permission.CATALOG_WRITE, Change.class, this::set)
            .of(change -> show(new ByName(change.name())));
    public final Operation<ListQuery, Page<View>> list =
            Operation.look("ladder.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ByName, View> show =
            Operation.look("ladder.show", Permission.CATALOG_READ, ByName.class, this::show);
    public final Operation<ByName, View> remove = Operation.changeAs(
                    "ladder.remove", Permission.CATALOG_WRITE, ByName.class, this::remove)
            .of(this::show);

    /** Workers read all of them every second. */
    private static final int MAX_OWN = 100;

    private static final int FRAME_RATE = 25;
    private static final Columns<View> COLUMNS = Columns.named(View::name);

    private final Channels channels;
    private final Ladders ladders;
    private final Supplier<Map<String, Integer>> users;

    /** @param users how many channels are encoded to each ladder, for whoever looks: a moment old at most */
    public LadderOperations(Channels channels, Supplier<Map<String, Integer>> users) {
        this.channels = channels;
        this.ladders = channels.ladders();
        this.users = users;
    }

    /**
     * A ladder to add.
     *
     * @param rungs best first, each as {@code 1280x720@1800k:128k}: the picture's size and bit rate, and the sound's
     * @param frameRate pictures a second; null: 25
     */
    @Schema(example = "{\"name\": \"mine\", \"rungs\": [\"1280x720@2M:128k\", \"640x360@600k\"]}")
    public record Add(
            String name, List<String> rungs, @Nullable Integer frameRate) {}

    /**
     * What to change of a ladder; null: as it was.
     *
     * @param name where a ladder is changed, the path names it
     * @param rungs all of them
     */
    @Schema(example = "{\"frameRate\": 30}")
    public record Change(
            @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            String name,

            @Nullable List<String> rungs,
            @Nullable Integer frameRate) {
        Change called(String otherName) {
            return new Change(otherName, rungs, frameRate);
        }
    }

    /** A ladder by its name. */
    public record ByName(String name) {}

    /**
     * A ladder as commands show it.
     *
     * @param rungs best first
     * @param preset whether it comes with Headwater, and can not be changed
     * @param channels how many are encoded to it
     */
    public record View(String name, int frameRate, List<String> rungs, boolean preset, int channels, String etag)
            implements Tagged {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove);
    }

    private View add(Add add) {
        Integer frameRate = add.frameRate();
        Ladder ladder = new Ladder(add.name(), frameRate == null ? FRAME_RATE : frameRate, rungs(add.rungs()));
        if (ladders.own().size() >= MAX_OWN) {
            throw OperationException.conflict("there are " + MAX_OWN + " ladders already: remove some first");
        }
        if (!ladders.add(ladder)) {
            throw OperationException.conflict("name", "there is a ladder '" + add.name() + "' already");
        }
        return view(ladder, Map.of());
    }

    private View set(Call call, Change change) {
        requireOwn(change.name());
        Ladder after = ladders.change(change.name(), ladder -> {
                    call.expect(ladder);
                    List<String> rungs = change.rungs();
                    Integer frameRate = change.frameRate();
                    return new Ladder(
                            ladder.name(),
                            frameRate == null ? ladder.frameRate() : frameRate,
                            rungs == null ? ladder.rungs() : rungs(rungs));
                })
                .orElseThrow(() -> noSuchLadder(change.name()));
        return view(after, users.get());
    }

    private static List<Rung> rungs(List<String> written) {
        return OperationException.blaming("rungs", () -> RungSpec.read(written));
    }

    private Page<View> list(ListQuery query) {
        Map<String, Integer> known = users.get();
        return COLUMNS.page(
                Stream.concat(Ladder.presets().stream(), ladders.own().stream())
                        .map(ladder -> view(ladder, known))
                        .toList(),
                query);
    }

    private View show(ByName by) {
        return view(ladders.find(by.name()).orElseThrow(() -> noSuchLadder(by.name())), users.get());
    }

    private View remove(Call call, ByName by) {
        requireOwn(by.name());
        Ladder gone = ladders.remove(by.name(), ladder -> {
                    call.expect(ladder);
                    // Looked at last: the fewer channels take it in between.
                    int count = users(by.name());
                    if (count > 0) {
                        throw OperationException.conflict("the ladder '" + by.name() + "' is in use by " + count
                                + (count == 1 ? " channel" : " channels") + ": remove or change them first");
                    }
                })
                .orElseThrow(() -> noSuchLadder(by.name()));
        return view(gone, Map.of());
    }

    private static void requireOwn(String name) {
        if (Ladder.preset(name).isPresent()) {
            throw OperationException.conflict(
                    "the ladder '" + name + "' comes with Headwater and can not be changed: add one of another name");
        }
    }

    /** As they are stored now. */
    private int users(String ladder) {
        AtomicInteger count = new AtomicInteger();
        channels.forEach(channel -> {
            if (ladder.equals(channel.ladder())) {
                count.incrementAndGet();
            }
        });
        return count.get();
    }

    private static OperationException noSuchLadder(String name) {
        return OperationException.missing("there is no ladder '" + name + "'");
    }

    private static View view(Ladder ladder, Map<String, Integer> users) {
        return new View(
                ladder.name(),
                ladder.frameRate(),
                ladder.rungs().stream().map(RungSpec::write).toList(),
                Ladder.preset(ladder.name()).isPresent(),
                users.getOrDefault(ladder.name(), 0),
                Etags.of(ladder));
    }
}
