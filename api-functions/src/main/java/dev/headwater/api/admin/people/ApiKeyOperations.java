package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Secret;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKey;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.admin.Role;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code api-key add | list | remove}. */
public final class ApiKeyOperations implements OperationGroup {
    public final Operation<Add, KeyView> add =
            Operation.changeAs("api-key.add", Permission.PEOPLE_WRITE, Add.class, this::add);
    public final Operation<ListQuery, Page<KeyView>> list =
            Operation.look("api-key.list", Permission.PEOPLE_READ, ListQuery.class, this::list);
    public final Operation<ByName, KeyView> remove =
            Operation.changeAs("api-key.remove", Permission.PEOPLE_WRITE, ByName.class, this::remove);

    private static final Columns<KeyView> COLUMNS =
            Columns.named(KeyView::name).text("reseller", KeyView::reseller).text("createdBy", KeyView::createdBy);
    private static final int MAX_DAYS = 3650;

    private final ApiKeys keys;
    private final Administrators administrators;
    private final Names names;
    private final InstantSource clock;

    public ApiKeyOperations(ApiKeys keys, Administrators administrators, InstantSource clock) {
        this.keys = keys;
        this.administrators = administrators;
        this.names = new Names(administrators);
        this.clock = clock;
    }

    /**
     * A key to make.
     *
     * @param scopes such as {@code lines:read}
     * @param role instead of scopes: all that owner, operator, support or reseller may
     * @param reseller the name of the reseller whose lines alone exist for it; null: all do
     * @param days until it expires; null: never
     */
    @Schema(example = "{\"name\": \"billing\", \"scopes\": [\"lines:read\", \"lines:write\"], \"days\": 365}")
    public record Add(
            String name,
            @Nullable List<String> scopes,

            @Schema(
                    type = "string",
                    allowableValues = {"owner", "operator", "support", "reseller"})
            @Nullable
            String role,

            @Nullable String reseller,
            @Nullable Integer days) {}

    /** A key by its name. */
    public record ByName(String name) {}

    /**
     * A key.
     *
     * @param reseller name of the reseller whose lines alone exist for it; null: all do
     * @param resellerId their id
     * @param lastUsed up to an hour late
     * @param key what a script sends; only where it was made just now
     */
    public record KeyView(
            String id,
            String name,
            Set<String> scopes,
            @Nullable String reseller,
            @Nullable Integer resellerId,
            @Nullable Instant expires,
            Instant created,
            String createdBy,
            @Nullable Instant lastUsed,
            @Secret @Nullable String key) {
        @Override
        public String toString() {
            return "KeyView[" + name + "]";
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, list, remove);
    }

    private KeyView add(Call call, Add add) {
        Instant expires = add.days() == null ? null : clock.instant().plus(Duration.ofDays(days(add.days())));
        ApiKeys.Wanted wanted = new ApiKeys.Wanted(add.name(), permissions(add), tenant(add.reseller()), expires);
        return switch (keys.create(call.caller(), wanted)) {
            case ApiKeys.Creation.Created(ApiKey key, String token) -> view(key, token);
            case ApiKeys.Creation.NameTaken() ->
                throw OperationException.conflict("name", "there is a key '" + add.name() + "' already");
            case ApiKeys.Creation.Beyond(Set<Permission> permissions) ->
                throw OperationException.forbidden("the key would be allowed more than you are, or than a reseller is: "
                        + permissions.stream().map(Permission::scope).sorted().collect(Collectors.joining(", ")));
            case ApiKeys.Creation.ForeignTenant() ->
                throw OperationException.forbidden("the key would be another reseller's");
        };
    }

    private static int days(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw OperationException.invalid("days", "a key is good for 1 to " + MAX_DAYS + " days");
        }
        return days;
    }

    private static Set<Permission> permissions(Add add) {
        if (add.role() != null) {
            return Arrays.stream(Role.values())
                    .filter(role -> role.label().equals(add.role()))
                    .findFirst()
                    .map(Role::permissions)
                    .orElseThrow(
                            () -> OperationException.invalid("role", "a role is owner, operator, support or reseller"));
        }
        Set<Permission> all = EnumSet.noneOf(Permission.class);
        for (String scope : add.scopes() == null ? List.<String>of() : add.scopes()) {
            all.add(Permission.of(scope)
                    .orElseThrow(() -> OperationException.invalid(
                            "scopes",
                            "there is no scope '" + scope + "'; there are: "
                                    + Arrays.stream(Permission.values())
                                            .map(Permission::scope)
                                            .collect(Collectors.joining(", ")))));
        }
        if (all.isEmpty()) {
            throw OperationException.invalid("scopes", "say what the key is for: scopes such as lines:read, or a role");
        }
        return all;
    }

    private @Nullable Integer tenant(@Nullable String reseller) {
        if (reseller == null) {
            return null;
        }
        Optional<Administrator> found =
                administrators.findByName(reseller).filter(person -> person.role() == Role.RESELLER);
        return found.map(Administrator::id)
                .orElseThrow(() -> OperationException.invalid("reseller", "there is no reseller '" + reseller + "'"));
    }

    private Page<KeyView> list(ListQuery query) {
        return COLUMNS.page(keys.list().stream().map(key -> view(key, null)).toList(), query);
    }

    private KeyView remove(Call call, ByName by) {
        ApiKey key = keys.findByName(by.name()).orElseThrow(() -> missing(by));
        if (!call.caller().sees(key.tenant())) {
            throw missing(by);
        }
        if (!call.caller().permissions().containsAll(key.permissions())) {
            // Else a weak key could take away what an owner's scripts live by.
            throw OperationException.forbidden("this takes all that the key '" + key.name() + "' may do");
        }
        return keys.remove(by.name()).map(gone -> view(gone, null)).orElseThrow(() -> missing(by));
    }

    private static OperationException missing(ByName by) {
        return OperationException.missing("there is no key '" + by.name() + "'");
    }

    private KeyView view(ApiKey key, @Nullable String token) {
        return new KeyView(
                key.id(),
                key.name(),
                key.permissions().stream().map(Permission::scope).collect(Collectors.toCollection(TreeSet::new)),
                key.tenant() == null ? null : names.of(key.tenant()),
                key.tenant(),
                key.expiresAt(),
                key.createdAt(),
                key.createdBy(),
                key.lastUsed(),
                token);
    }
}
