package dev.headwater.standalone.cli;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;

/** A link as a picture for the camera of a phone or a TV box, drawn with half blocks: two rows of modules a line. */
final class QrCode {
    private static final int QUIET_ZONE = 2;

    private QrCode() {}

    static String of(String text) {
        BitMatrix dark;
        try {
            // Asked for no size it gets the smallest: one pixel a module.
            dark = new QRCodeWriter()
                    .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, QUIET_ZONE));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code");
        }
        StringBuilder out = new StringBuilder();
        for (int y = 0; y < dark.getHeight(); y += 2) {
            for (int x = 0; x < dark.getWidth(); x++) {
                boolean upper = !dark.get(x, y);
                boolean lower = y + 1 < dark.getHeight() && !dark.get(x, y + 1);
                out.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
