package dev.headwater.api.runtime;

import dev.headwater.core.subscriber.Traces;
import dev.headwater.core.vod.Assets;
import java.util.List;

/** Which titles a line asked for that were not made. */
public record WishTraces(Assets assets) implements Traces {
    @Override
    public List<Trace> of(int line, String name) {
        return assets.wishesOf(line).entrySet().stream()
                .map(wish -> new Trace("wish", wish.getValue(), "title " + wish.getKey() + " was to be made"))
                .toList();
    }

    @Override
    public void erase(int line, String name) {
        assets.forgetWishesOf(line);
    }
}
