package dev.headwater.api.admin.takedown;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.takedown.Takedown;
import dev.headwater.core.takedown.Takedowns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code takedown add | list | show | lift}. */
public final class TakedownOperations implements OperationGroup {
    public final Operation<Add, TakedownView> add =
            Operation.changeAs("takedown.add", Permission.TAKEDOWNS_WRITE, Add.class, this::add);
    public final Operation<ListQuery, Page<TakedownView>> list =
            Operation.look("takedown.list", Permission.CATALOG_READ, ListQuery.class, this::list);
    public final Operation<ById, TakedownView> show =
            Operation.look("takedown.show", Permission.CATALOG_READ, ById.class, by -> show(by.id()));
    public final Operation<ById, TakedownView> lift = Operation.changeAs(
                    "takedown.lift", Permission.TAKEDOWNS_WRITE, ById.class, this::lift)
            .of(by -> show(by.id()));

    private static final Columns<TakedownView> COLUMNS = Columns.numbered(TakedownView::id, TakedownView::name)
            .text("kind", TakedownView::kind)
            .number("content", TakedownView::content)
            .text("state", TakedownView::state)
            .text("reference", TakedownView::reference)
            .number("at", view -> view.at().getEpochSecond());

    private final Takedowns takedowns;
    private final Runnable changed;

    /** @param changed called after something was ordered or is to be lifted */
    public TakedownOperations(Takedowns takedowns, Runnable changed) {
        this.takedowns = takedowns;
        this.changed = changed;
    }

    /**
     * What to take down.
     *
     * @param kind channel, movie, series or episode
     * @param content id of that
     * @param reason why, in the operator's words
     * @param reference what the claimant calls it; null: nothing
     * @param delete whether its objects are to be deleted; null: they are kept aside
     */
    @Schema(example = "{\"kind\": \"channel\", \"content\": 12, \"reason\": \"licence disputed\"}")
    public record Add(
            @Schema(
                    type = "string",
                    allowableValues = {"channel", "movie", "series", "episode"})
            String kind,

            int content,
            String reason,
            @Nullable String reference,
            @Nullable Boolean delete) {}

    /** A takedown by its id. */
    public record ById(int id) {}

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, show, lift);
    }

    private TakedownView add(Call call, Add add) {
        Takedown.Target target = target(add.kind());
        if (add.reason() == null) {
            throw OperationException.invalid("reason", "a takedown has a reason");
        }
        Takedown.Order order = new Takedown.Order(add.reason(), add.reference(), Boolean.TRUE.equals(add.delete()));
        return switch (takedowns.order(
                target, add.content(), order, call.caller().name())) {
            case Takedowns.Outcome.Ordered(Takedown takedown) -> {
                changed.run();
                yield TakedownView.of(takedown);
            }
            case Takedowns.Outcome.Stands(Takedown takedown) ->
                throw OperationException.conflict(
                        "content",
                        target.label() + " " + add.content() + " is taken down already, by takedown " + takedown.id());
            case Takedowns.Outcome.NoSuchContent none ->
                throw OperationException.missing("content", "there is no " + target.label() + " " + add.content());
        };
    }

    private static Takedown.Target target(@Nullable String kind) {
        return Arrays.stream(Takedown.Target.values())
                .filter(target -> target.label().equals(kind))
                .findFirst()
                .orElseThrow(() -> OperationException.invalid(
                        "kind", "what is taken down is a channel, movie, series or episode"));
    }

    private Page<TakedownView> list(ListQuery query) {
        return COLUMNS.page(takedowns.list().stream().map(TakedownView::of).toList(), query);
    }

    private TakedownView lift(Call call, ById by) {
        TakedownView before = show(by.id());
        if (before.liftedBy() != null) {
            throw OperationException.conflict("takedown " + by.id() + " has been lifted already");
        }
        Takedown lifting = takedowns.lift(by.id(), call.caller().name()).orElseThrow(() -> missing(by.id()));
        changed.run();
        return TakedownView.of(lifting);
    }

    private TakedownView show(int id) {
        return takedowns.find(id).map(TakedownView::of).orElseThrow(() -> missing(id));
    }

    private static OperationException missing(int id) {
        return OperationException.missing("there is no takedown " + id + "; see: takedown list");
    }
}
