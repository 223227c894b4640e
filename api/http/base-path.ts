/** Where the API's own routes are; beside it are only the service's: health, metrics, documents. */
export const BASE_PATH = '/api/v1';
