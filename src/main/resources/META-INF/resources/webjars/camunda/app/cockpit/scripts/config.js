export default {
  app: {
    name: 'Supervision',
    vendor: 'DMP'
  },
  disableWelcomeMessage: true
};
