package dev.headwater.api.admin.people;

import dev.headwater.api.admin.line.Credits;
import dev.headwater.core.admin.Administrators;

/** Credits as they are stored with resellers. */
public final class StoredCredits implements Credits {
    private final Administrators administrators;
    private final Names names;

    public StoredCredits(Administrators administrators) {
        this.administrators = administrators;
        this.names = new Names(administrators);
    }

    @Override
    public boolean take(int reseller, int count) {
        return administrators.takeCredits(reseller, count);
    }

    @Override
    public void giveBack(int reseller, int count) {
        administrators.giveCredits(reseller, count);
    }

    @Override
    public String nameOf(int reseller) {
        return names.of(reseller);
    }
}
