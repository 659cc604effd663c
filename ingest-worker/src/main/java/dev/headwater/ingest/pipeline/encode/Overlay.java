package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Bitmap;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Drawn;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Bitmaps, scaled once to a picture's size, and laid over as many pictures (YUV 4:2:0 of 8 bits) as wanted. */
public final class Overlay {
    private static final int FULL = 255;

    /** In bytes: a child's heap is small. It is enough for letters all over a picture of 1080 lines. */
    private static final int LARGEST = 8 << 20;

    private final List<Layer> layers = new ArrayList<>();
    private byte[] row = {};

    /** What is shown, in a picture where the canvas lies in that area. What is too large is left out. */
    public Overlay(Drawn drawn, PictureArea area) {
        long bytes = 0;
        for (Bitmap bitmap : drawn.bitmaps()) {
            bytes += BitmapScaler.bytes(bitmap, drawn, area);
            if (bytes <= LARGEST) {
                layers.addAll(BitmapScaler.layers(bitmap, drawn, area));
            }
        }
    }

    /** Draws into a picture, and into none that shares its bytes. */
    public void draw(AVFrame picture) {
        if (layers.isEmpty()) {
            return;
        }
        Av.check(av_frame_make_writable(picture), "no memory for a picture");
        layers.forEach(layer -> draw(layer, picture));
    }

    private void draw(Layer layer, AVFrame picture) {
        BytePointer plane = picture.data(layer.plane());
        int width = layer.width();
        row = row.length < width ? new byte[width] : row;
        for (int y = 0; y < layer.height(); y++) {
            plane.position((long) (layer.top() + y) * picture.linesize(layer.plane()) + layer.left());
            plane.get(row, 0, width);
            int at = y * width;
            for (int x = 0; x < width; x++) {
                int clear = FULL - (layer.cover()[at + x] & FULL);
                row[x] = (byte) (((row[x] & FULL) * clear + FULL / 2) / FULL + (layer.light()[at + x] & FULL));
            }
            plane.put(row, 0, width);
        }
    }
}
