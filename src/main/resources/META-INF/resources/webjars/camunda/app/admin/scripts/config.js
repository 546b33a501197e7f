export default {
  app: {
    name: 'Administration',
    vendor: 'DMP'
  },
  disableWelcomeMessage: true
};
