package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.guide.mapping.GuideMapping;
import dev.headwater.core.guide.mapping.GuideMatch;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code guide map}: which channel has which guide. */
public final class GuideMappingOperations implements OperationGroup {
    /** Gives channels the guide ids that are sure; what each has is told by {@link #matches}. */
    public final Operation<Operation.None, Mapped> map =
            Operation.change("guide.map", Permission.CATALOG_WRITE, Operation.None.class, none -> map());

    public final Operation<ListQuery, Page<MatchView>> matches =
            Operation.look("guide.matches", Permission.CATALOG_READ, ListQuery.class, this::matches);
    public final Operation<OfChannel, MatchView> match =
            Operation.look("guide.match", Permission.CATALOG_READ, OfChannel.class, of -> match(of.channel()));
    public final Operation<Choice, MatchView> choose = Operation.change(
                    "guide.choose", Permission.CATALOG_WRITE, Choice.class, this::choose)
            .of(choice -> match(channel(choice)));

    private static final String NONE = "none";
    private static final String AUTO = "auto";

    private static final Columns<MatchView> MATCHES = Columns.numbered(MatchView::id, MatchView::name)
            .text("guideId", MatchView::guideId)
            .text("how", MatchView::how);

    private final GuideMapping mapping;
    private final Channels channels;
    private final Runnable changed;

    /** @param changed called after channels were given other guide ids */
    public GuideMappingOperations(GuideMapping mapping, Channels channels, Runnable changed) {
        this.mapping = mapping;
        this.channels = channels;
        this.changed = changed;
    }

    /** A channel by its id. */
    public record OfChannel(int channel) {}

    /**
     * A choice, for good.
     *
     * @param channel the path names it
     * @param guideId {@code none}: it has no guide; {@code auto}: what was chosen is forgotten
     */
    @Schema(example = "{\"guideId\": \"one.example\"}")
    public record Choice(@Nullable Integer channel, String guideId) {
        Choice of(int id) {
            return new Choice(id, guideId);
        }
    }

    /** @param changed how many channels were given another guide id */
    public record Mapped(int changed) {}

    /** A channel's match as commands show it. */
    public record MatchView(int id, String name, @Nullable String guideId, String how, double confidence) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(map, matches, match, choose);
    }

    private Mapped map() {
        int count = mapping.apply().changed();
        if (count > 0) {
            changed.run();
        }
        return new Mapped(count);
    }

    private Page<MatchView> matches(ListQuery query) {
        Map<Integer, String> names = new HashMap<>();
        channels.forEach(channel -> names.put(channel.id(), channel.name()));
        return MATCHES.page(
                mapping.look().stream()
                        .map(match -> view(names.getOrDefault(match.channel(), ""), match))
                        .toList(),
                query);
    }

    private MatchView match(int id) {
        Channel channel = channels.find(id).orElseThrow(() -> OperationException.missing("there is no channel " + id));
        return view(channel.name(), mapping.find(id).orElseThrow());
    }

    private MatchView choose(Choice choice) {
        int id = channel(choice);
        match(id);
        if (choice.guideId() == null) {
            throw OperationException.invalid("guideId", "say which guide id, none or auto");
        }
        if (choice.guideId().equals(AUTO)) {
            mapping.forget(id);
            mapping.apply();
        } else {
            mapping.choose(id, choice.guideId().equals(NONE) ? null : choice.guideId());
        }
        changed.run();
        return match(id);
    }

    private static int channel(Choice choice) {
        if (choice.channel() == null) {
            throw OperationException.invalid("channel", "say which channel");
        }
        return choice.channel();
    }

    private static MatchView view(String name, GuideMatch match) {
        return new MatchView(
                match.channel(),
                name,
                match.guideId(),
                match.how().name().toLowerCase(Locale.ROOT),
                match.confidence());
    }
}
