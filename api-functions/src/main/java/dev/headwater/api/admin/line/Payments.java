package dev.headwater.api.admin.line;

import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.OperationException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What resellers pay; nobody else does. */
final class Payments {
    private final Credits credits;

    Payments(Credits credits) {
        this.credits = credits;
    }

    /** One that has ended costs nothing, and there would be no end to how many are added. */
    static void requireFuture(Call call, @Nullable Instant expires, Instant now) {
        if (call.caller().tenant() != null && expires != null && !expires.isAfter(now)) {
            throw OperationException.invalid("expires", "a reseller's new line expires in the future");
        }
    }

    void pay(Call call, int price, boolean isEndless) {
        Integer reseller = call.caller().tenant();
        if (reseller == null) {
            return;
        }
        if (isEndless) {
            throw OperationException.invalid("days", "a reseller's line has an end: say days or expires");
        }
        if (price > 0 && !credits.take(reseller, price)) {
            throw OperationException.conflict("this takes " + price + " credits, and there are not as many left");
        }
    }

    void giveBack(Call call, int price) {
        Integer reseller = call.caller().tenant();
        if (reseller != null && price > 0) {
            credits.giveBack(reseller, price);
        }
    }
}
