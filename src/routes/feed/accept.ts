/** The endings of files that can go in, for the browser's file chooser. */
export const accept = '.pdf,.tif,.tiff,.jpg,.jpeg,.png,.webp,.heic,.heif';
