package dev.headwater.api.admin.people;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.Columns;
import dev.headwater.api.admin.Etags;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.OperationGroup;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.Secret;
import dev.headwater.api.admin.Tagged;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.admin.ApiKey;
import dev.headwater.core.admin.ApiKeys;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.PasswordHasher;
import dev.headwater.core.admin.Permission;
import dev.headwater.core.admin.RefreshTokens;
import dev.headwater.core.admin.Role;
import dev.headwater.core.catalog.IdSequence;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code administrator add | list | show | set | remove}. */
public final class PeopleOperations implements OperationGroup {
    public final Operation<PersonSettings, PersonView> add =
            Operation.changeAs("administrator.add", Permission.PEOPLE_WRITE, PersonSettings.class, this::add);
    public final Operation<PersonSettings, PersonView> set = Operation.<PersonSettings, PersonView>changeAs(
                    "administrator.set", Permission.PEOPLE_WRITE, PersonSettings.class, this::set)
            .of(settings -> view(find(settings.name()), null));
    public final Operation<ListQuery, Page<PersonView>> list =
            Operation.look("administrator.list", Permission.PEOPLE_READ, ListQuery.class, this::list);
    public final Operation<ByName, PersonView> show =
            Operation.look("administrator.show", Permission.PEOPLE_READ, ByName.class, this::show);
    public final Operation<ByName, PersonView> remove = Operation.<ByName, PersonView>changeAs(
                    "administrator.remove", Permission.PEOPLE_WRITE, ByName.class, this::remove)
            .of(by -> view(find(by.name()), null));

    private static final Columns<Administrator> COLUMNS = Columns.numbered(Administrator::id, Administrator::name)
            .text("role", person -> person.role().label())
            .number("credits", Administrator::credits);
    private static final int PASSWORD_BYTES = 15;

    private final Administrators administrators;
    private final PasswordHasher hasher;
    private final RefreshTokens tokens;
    private final ApiKeys keys;
    private final IdSequence ids;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param ids {@link IdSequence#ADMINISTRATOR} */
    public PeopleOperations(
            Administrators administrators,
            PasswordHasher hasher,
            RefreshTokens tokens,
            ApiKeys keys,
            IdSequence ids,
            SecureRandom random,
            InstantSource clock) {
        this.administrators = administrators;
        this.hasher = hasher;
        this.tokens = tokens;
        this.keys = keys;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A person to add, or what to change of one; null: the default, or as it was.
     *
     * @param name where a person is changed, the path names them
     * @param role owner, operator, support or reseller; needed for a new one
     * @param password 12 to 256 characters; empty, or nothing for a new one: a new one is generated
     * @param enabled whether they may log in
     * @param credits of a reseller: how many they have from now on
     * @param withoutTotp true: the second factor is taken off, for somebody who lost theirs
     */
    @Schema(example = "{\"name\": \"berta\", \"role\": \"reseller\", \"credits\": 100}")
    public record PersonSettings(
            @Schema(nullable = true) String name,

            @Schema(
                    type = "string",
                    allowableValues = {"owner", "operator", "support", "reseller"})
            @Nullable
            String role,

            @Secret @Nullable String password,
            @Nullable Boolean enabled,
            @Nullable Integer credits,
            @Nullable Boolean withoutTotp) {
        PersonSettings called(String other) {
            return new PersonSettings(other, role, password, enabled, credits, withoutTotp);
        }

        @Override
        public String toString() {
            return "PersonSettings[" + name + "]";
        }
    }

    /** A person by their name. */
    public record ByName(String name) {}

    /**
     * A person.
     *
     * @param totp whether they have a second factor
     * @param password only where it was generated just now
     */
    public record PersonView(
            int id,
            String name,
            String role,
            boolean enabled,
            boolean totp,
            int credits,
            Instant created,
            @Secret @Nullable String password,
            String etag)
            implements Tagged {
        @Override
        public String toString() {
            return "PersonView[" + name + "]";
        }
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return List.of(add, set, list, show, remove);
    }

    private Page<PersonView> list(ListQuery query) {
        return COLUMNS.page(administrators.list(), query).map(person -> view(person, null));
    }

    private PersonView show(ByName by) {
        return view(find(by.name()), null);
    }

    private PersonView add(Call call, PersonSettings settings) {
        if (settings.role() == null) {
            throw OperationException.invalid("role", "say which role: owner, operator, support or reseller");
        }
        Role role = role(settings.role());
        requireAll(call, role);
        Administrator.requireName(settings.name());
        String chosen = settings.password();
        boolean isGenerated = chosen == null || chosen.isEmpty();
        String password = chosen == null || chosen.isEmpty() ? generated() : chosen;
        Administrator made = Administrator.of(ids.next(), settings.name(), role, hashed(password), clock.instant())
                .withCredits(settings.credits() == null ? 0 : settings.credits());
        if (!administrators.add(made)) {
            throw OperationException.conflict("name", "there is somebody called '" + settings.name() + "' already");
        }
        return view(made, isGenerated ? password : null);
    }

    private PersonView set(Call call, PersonSettings settings) {
        Instant now = clock.instant();
        requireAll(call, find(settings.name()).role());
        boolean isGenerated = settings.password() != null && settings.password().isEmpty();
        String password = isGenerated ? generated() : settings.password();
        String phc = password == null ? null : hashed(password);
        Role role = settings.role() == null ? null : role(settings.role());
        if (role != null) {
            requireAll(call, role);
        }
        Administrator changed = done(settings.name(), administrators.change(settings.name(), person -> {
            call.expect(person);
            requireAll(call, person.role());
            Administrator next = phc == null ? person : person.withPassword(phc, now);
            next = role == null || role == next.role() ? next : next.withRole(role, now);
            next = settings.enabled() == null || settings.enabled() == next.enabled()
                    ? next
                    : next.withEnabled(settings.enabled(), now);
            next = settings.credits() == null ? next : next.withCredits(settings.credits());
            return Boolean.TRUE.equals(settings.withoutTotp()) ? next.withTotp(null) : next;
        }));
        if (phc != null || role != null || Boolean.FALSE.equals(settings.enabled())) {
            tokens.revokeAll(changed.id());
        }
        if (role != null || Boolean.FALSE.equals(settings.enabled())) {
            endKeys(changed);
        }
        return view(changed, isGenerated ? password : null);
    }

    private PersonView remove(Call call, ByName by) {
        Administrator seen = find(by.name());
        requireAll(call, seen.role());
        call.expect(seen);
        Administrator gone = done(by.name(), administrators.remove(by.name()));
        tokens.revokeAll(gone.id());
        endKeys(gone);
        return view(gone, null);
    }

    /** Nobody makes, or becomes by a new password, somebody who may more than they do. */
    private static void requireAll(Call call, Role role) {
        Caller caller = call.caller();
        if (caller.tenant() != null || !caller.permissions().containsAll(role.permissions())) {
            throw OperationException.forbidden("this takes all that the role " + role.label() + " may do");
        }
    }

    /** A key may do no more than who made it, and than the reseller it is for: with them it ends. */
    private void endKeys(Administrator person) {
        keys.list().stream()
                .filter(key -> key.createdBy().equals(person.name())
                        || Integer.valueOf(person.id()).equals(key.tenant()))
                .map(ApiKey::name)
                .forEach(keys::remove);
    }

    private static Administrator done(String name, Administrators.Change change) {
        return switch (change) {
            case Administrators.Change.Changed(Administrator person) -> person;
            case Administrators.Change.NoSuchName() -> throw nobody(name);
            case Administrators.Change.LastOwner() ->
                throw OperationException.conflict(
                        "'" + name + "' is the last owner who may log in: make another first");
        };
    }

    private String hashed(String password) {
        return switch (hasher.hash(password)) {
            case PasswordHasher.Hashing.Hashed(String phc) -> phc;
            case PasswordHasher.Hashing.Busy() ->
                throw OperationException.conflict("too many log in at this moment; try again");
        };
    }

    private String generated() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Administrator find(String name) {
        return administrators.findByName(name).orElseThrow(() -> nobody(name));
    }

    private static OperationException nobody(String name) {
        return OperationException.missing("there is nobody called '" + name + "'");
    }

    private static Role role(String label) {
        return Arrays.stream(Role.values())
                .filter(role -> role.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> OperationException.invalid("role", "a role is owner, operator, support or reseller"));
    }

    private static PersonView view(Administrator person, @Nullable String password) {
        return new PersonView(
                person.id(),
                person.name(),
                person.role().label(),
                person.enabled(),
                person.totp() != null,
                person.credits(),
                person.createdAt(),
                password,
                Etags.of(person));
    }
}
