package dev.headwater.api.admin.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Administrators;

/** What people are called, by their ids. Neither ever changes, so what was read once is known. */
final class Names {
    private static final int REMEMBERED = 10_000;

    private final Administrators administrators;
    private final Cache<Integer, String> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Names(Administrators administrators) {
        this.administrators = administrators;
    }

    /** As the audit log names them; {@code #7}: there is nobody of that id any more. */
    String of(int id) {
        String name = known.get(
                id, one -> administrators.find(one).map(Administrator::name).orElse(null));
        return name == null ? "#" + id : name;
    }
}
